using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Http;
using ActorMap.Cluster.Nodes;
using ActorMap.Cluster.Pools;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Systems;
using ActorMap.Slots;
using Akka.Actor;

namespace ActorMap;

/// <summary>A worker node in this process: it joins a cluster, and runs the items of maps that members of the cluster start.</summary>
public sealed class ClusterNode : IAsyncDisposable
{
    // Long enough to finish what is in hand; what takes longer is dealt again elsewhere.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(6);

    // What is deaf, and members that hang, may take all of the time that they have.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(9.9);

    private readonly ClusterSystem _member;
    private readonly MapPool _pool;
    private readonly IActorRef _node;
    private readonly NodeServices _services;
    private readonly Lock _lock = new();
    private Task? _disposal;

    private ClusterNode(ClusterSystem member, MapPool pool, IActorRef node, NodeServices services) =>
        (_member, _pool, _node, _services, Address, Ended) = (member, pool, node, services, services.Name, EndedAsync(member));

    /// <summary>Where it can be reached: <c>host:port</c>. Others join by it.</summary>
    public string Address { get; }

    /// <summary>How many workers it has.</summary>
    public int Workers => _pool.Workers;

    /// <summary>Completes when the node is no member of its cluster any more, for whatever reason, with the exit code for it: 0 it left, 3 the others took it for dead, 75 it must be started anew.</summary>
    public Task<int> Ended { get; }

    /// <summary>How many jobs it has a part of now.</summary>
    internal int Jobs => _services.Tallies.Count;

    /// <summary>Whom pools greet.</summary>
    internal IActorRef Door => _node;

    internal BlobStore Blobs => _services.Blobs;

    internal IBlobCarrier? Carrier => _services.Carrier;

    internal ActorSystem System => _member.System;

    /// <summary>Starts a node, and has it join.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The node, when it is a member that is up; dispose it to leave.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or the address needs TLS; it is named.</exception>
    /// <exception cref="PoolUnavailableException">The port is taken, or no seed was reached in time.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<ClusterNode> StartAsync(NodeOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionChecks.Check(options);
        cancellationToken.ThrowIfCancellationRequested();
        return StartAsync(MemberSettings.Of(options), options, member => member.JoinAsync(options.Seeds, options.JoinTimeout, options.Time, cancellationToken));
    }

    /// <summary>Finishes or gives back what it holds, leaves the cluster, and stops its workers.</summary>
    /// <returns>Completes when it is gone; within ten seconds, even if a function is deaf, or another member hangs.</returns>
    public ValueTask DisposeAsync()
    {
        lock (_lock) return new ValueTask(_disposal ??= StopAsync());
    }

    /// <summary>A node that is ready before it joins: whoever comes to know of it may use it at once.</summary>
    internal static async Task<ClusterNode> StartAsync(MemberSettings settings, NodeOptions options, Func<ClusterSystem, Task> join, Wear? wear = null, SlotBoard? slots = null, MemoryPair? memory = null)
    {
        // User code keeps the machine busy; what answers the other members must find a thread all the same.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, options.Workers + 8), ports);
        var member = ClusterSystem.Start(settings);
        try
        {
            var address = $"{member.Address.Host}:{member.Address.Port}";
            wear ??= new Wear();
            var pool = await MapPool.OverAsync(new NodeHost(member.System, wear), new PoolOptions { Name = address, Workers = options.Workers, Time = options.Time, Functions = options.Functions }).ConfigureAwait(false);
            var blobs = new BlobStore(long.MaxValue, BlobStore.Spare);
            var services = new NodeServices(address, pool, options.Functions, options.AllowCode)
            {
                Slots = slots, Wear = wear, Memory = memory, Blobs = blobs, Carrier = HttpCarrier.For(member, settings, blobs), IsOwnProcess = settings.Embedded,
            };
            var node = member.System.ActorOf(NodeActor.Props(services), NodeActor.Name);
            await join(member).ConfigureAwait(false);
            return new ClusterNode(member, pool, node, services);
        }
        catch
        {
            // It would be a member that nobody knows of, and keep its port.
            await member.System.Terminate().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Finishes or gives back what it holds, and has the functions disposed. The process is to end then: a thread that never comes back would hold up anything more orderly.</summary>
    /// <param name="patience">How long an item that runs is waited for.</param>
    internal async Task RetireAsync(TimeSpan patience)
    {
        try
        {
            await _node.Ask<NodeDrained>(DrainNode.Instance, patience).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            // What still runs is dealt again by its jobs when this node is gone.
        }

        await _pool.DisposeAsync().ConfigureAwait(false);
    }

    private async Task StopAsync()
    {
        var began = _pool.Time.GetTimestamp();
        await RetireAsync(DrainTime).ConfigureAwait(false);
        if (_services.Carrier is { } carrier) await carrier.DisposeAsync().ConfigureAwait(false);
        var left = StopTime - _pool.Time.GetElapsedTime(began);
        await _member.LeaveAsync(left < LeaveTime ? left : LeaveTime, _pool.Time).ConfigureAwait(false);
    }

    /// <summary>With what a process is to exit whose member has ended.</summary>
    internal static async Task<int> EndedAsync(ClusterSystem member) => await member.Ended.ConfigureAwait(false) switch
    {
        EndReason.Left => 0,
        EndReason.Downed => 3,
        EndReason.Quarantined => 75,
        _ => 70,
    };
}
