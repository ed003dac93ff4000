using ActorMap.Functions;
using Akka.Actor;

namespace ActorMap.Pool;

/// <summary>Where a pool lives: the actor system, what carries functions to workers elsewhere, and what is to be done at its end.</summary>
internal abstract class PoolHost(ActorSystem system)
{
    // Disposing ends within two seconds whatever functions, processes and nodes do: grace for the jobs, and the rest for what the pool lives in.
    private static readonly TimeSpan JobTime = TimeSpan.FromMilliseconds(1500), StopTime = TimeSpan.FromMilliseconds(1900);

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

    /// <summary>Stops the pool's actor with its jobs, then what it lives in.</summary>
    public async Task StopAsync(IActorRef pool)
    {
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            await pool.Ask<PoolStopped>(new StopPool(), JobTime).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            // What is deaf is left to itself; its threads do not keep the process alive.
        }

        System.Stop(pool);
        var left = StopTime - TimeProvider.System.GetElapsedTime(began);
        await EndAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero).ConfigureAwait(false);
    }

    /// <summary>The pool has stopped.</summary>
    /// <param name="patience">How long the end may take; what is not done by then is left to itself.</param>
    public abstract Task EndAsync(TimeSpan patience);
}
