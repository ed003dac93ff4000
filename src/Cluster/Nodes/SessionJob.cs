using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Cluster.Nodes;

/// <summary>A job of a session, from the word that it begins to the word that it is forgotten.</summary>
/// <param name="local">How the node's own pool calls it.</param>
internal sealed class SessionJob(JobId local)
{
    public JobId Local { get; } = local;

    /// <summary>Its part here; null while its state and code are on their way.</summary>
    public IActorRef? Actor { get; set; }

    /// <summary>What makes its part here; null before, and when it is made.</summary>
    public JobOpening? Opening { get; set; }

    /// <summary>What came for it meanwhile.</summary>
    public Queue<RunParcel> Early { get; } = [];

    /// <summary>Whether it has not come to say what it holds since it was asked.</summary>
    public bool IsAsked { get; set; }

    /// <summary>The node leaves, and nothing of the job is on it.</summary>
    public bool IsDrained { get; set; }

    /// <summary>Why it can't run here, to be said as often as it is asked; null where it can.</summary>
    public JobBroken? Refusal { get; set; }
}
