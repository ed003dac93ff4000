using ActorMap.Cluster.Links;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Systems;
using ActorMap.Functions;
using ActorMap.Pool;
using Akka.Actor;

namespace ActorMap.Cluster.Pools;

/// <summary>A pool's place in a cluster: a member that has no workers itself.</summary>
/// <param name="member">The member.</param>
/// <param name="shipping">How functions travel.</param>
/// <param name="time">The clock.</param>
/// <param name="memory">What all nodes can read, being processes of this program; null where they can't.</param>
internal sealed class ClusterHost(ClusterSystem member, Shipping shipping, TimeProvider time, MemoryArea? memory = null) : PoolHost(member.System)
{
    // An actor system without members has ended in no time.
    private static readonly TimeSpan SystemTime = TimeSpan.FromMilliseconds(200);

    public override IShipping Shipping => shipping;

    public override string? WhyEnded => Reason switch
    {
        EndReason.Downed => "The other members took this program for dead and removed it, as it said nothing for twice actormap.cluster.down-after: it stood still, or the network parted. Join again, and start the map again.",
        EndReason.Quarantined => "Another member broke with this program for good: it may have said nothing for so long that the others took it for dead. Join again, and start the map again.",
        _ => null,
    };

    /// <summary>Akka ends the actor system of a member that was removed by itself, which may be before anybody was told why.</summary>
    private EndReason? Reason => member.Ended.IsCompletedSuccessfully
        ? member.Ended.GetAwaiter().GetResult()
        : CoordinatedShutdown.Get(System).ShutdownReason is CoordinatedShutdown.ClusterDowningReason ? EndReason.Downed : null;

    public ClusterState State { get; } = new(time) { Memory = memory };

    /// <summary>The links to the nodes, once the pool is there.</summary>
    public IActorRef Members { get; private set; } = ActorRefs.Nobody;

    /// <summary>What else is to be ended with the pool, within the time that is given: worker processes.</summary>
    public Func<TimeSpan, Task> Ending { get; set; } = _ => Task.CompletedTask;

    public void Begin(MapPool pool, TimeSpan patience) => Members = System.ActorOf(MembersActor.Props(State, pool.Actor, patience), "actormap-members");

    /// <summary>The pool, when so many workers are there.</summary>
    /// <exception cref="PoolUnavailableException">They were not there in time; the pool is disposed.</exception>
    public async Task<MapPool> WaitForWorkersAsync(MapPool pool, int workers, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await State.WaitForWorkersAsync(workers, cancellationToken).WaitAsync(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, time, cancellationToken).ConfigureAwait(false);
            await pool.Actor.Ask<PoolReady>(new AreYouReady(), TimeSpan.FromSeconds(10), cancellationToken).ConfigureAwait(false);
            return pool;
        }
        catch (TimeoutException)
        {
            var there = pool.Workers;
            await pool.DisposeAsync().ConfigureAwait(false);
            var refused = string.Concat(State.Refusals.Select(refusal => $" {refusal}."));
            throw new PoolUnavailableException(
                $"{there} of {workers} workers were there within the time.{refused} Start nodes (actormap node --join HOST:PORT), ask for fewer, or wait longer.");
        }
        catch
        {
            await pool.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override async Task EndAsync(TimeSpan patience)
    {
        var began = time.GetTimestamp();
        System.Stop(Members);
        await Ending(patience > SystemTime ? patience - SystemTime : TimeSpan.Zero).ConfigureAwait(false);
        if (State.Carrier is { } carrier) await carrier.DisposeAsync().ConfigureAwait(false);
        await member.LeaveAsync(patience - time.GetElapsedTime(began), time).ConfigureAwait(false);
    }
}
