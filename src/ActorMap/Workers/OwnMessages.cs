using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Workers;

/// <summary>What a worker tells itself.</summary>
internal interface IOwnMessage : INoSerializationVerificationNeeded;

/// <summary>There are chunks whose turn it is.</summary>
internal sealed record NextTurn : IOwnMessage
{
    public static NextTurn Instance { get; } = new();
}

/// <summary>Something awaited has come; go on behind it.</summary>
internal sealed record Resume(JobId Job, SendOrPostCallback Callback, object? State) : IOwnMessage;
