using ActorMap.Functions;
using Akka.Actor;

namespace ActorMap.Pool;

/// <summary>Where a pool lives: the actor system, what carries functions to workers elsewhere, and what is to be done at its end.</summary>
internal abstract class PoolHost(ActorSystem system)
{
    public ActorSystem System { get; } = system;

    /// <summary>Carries functions to workers in other processes; null where the workers are in this one.</summary>
    public virtual IShipping? Shipping => null;

    /// <summary>Why its actor system has ended by itself, and what to do; null where that is not known, or it has not.</summary>
    public virtual string? WhyEnded => null;

    /// <summary>For whoever asks that when it has.</summary>
    public Func<string?> AsksWhyEnded => field ??= () => WhyEnded;

    /// <summary>A worker was given up: its thread runs on for as long as the function that does not come back.</summary>
    public virtual void WorkerAbandoned()
    {
    }

    /// <summary>Makes the pool's actor.</summary>
    /// <exception cref="PoolUnavailableException">The actor system has ended.</exception>
    public IActorRef Begin(Props pool)
    {
        try
        {
            return System.ActorOf(pool);
        }
        catch (InvalidOperationException error)
        {
            // The one thing that Akka says so.
            throw new PoolUnavailableException($"The actor system '{System.Name}' has ended, or is about to. Start the pool in another.", error);
        }
    }

    /// <summary>The pool has stopped.</summary>
    public abstract Task EndAsync();
}
