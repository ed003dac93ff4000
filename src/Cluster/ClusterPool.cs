using ActorMap.Cluster.Http;
using ActorMap.Cluster.Pools;
using ActorMap.Cluster.Processes;
using ActorMap.Cluster.Systems;

namespace ActorMap;

/// <summary>Pools whose workers are in other processes: nodes of a cluster, or processes on this machine. The same maps and guarantees hold over both.</summary>
public static class ClusterPool
{
    // Leaving is told to all members, and takes a few rounds of gossip.
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(5);

    /// <summary>Joins a running cluster as a client: maps are started here and run on its nodes.</summary>
    /// <param name="options">Where the cluster is, and how to join it.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The pool, when as many workers are there as <see cref="ClusterOptions.MinWorkers"/> asks for; dispose it to leave.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; it is named.</exception>
    /// <exception cref="PoolUnavailableException">No seed was reached in time, or too few workers were there.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<MapPool> JoinAsync(ClusterOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionChecks.Check(options);
        cancellationToken.ThrowIfCancellationRequested();
        var until = options.Time.GetTimestamp();
        var settings = MemberSettings.Of(options);
        var member = ClusterSystem.Start(settings);
        await member.JoinAsync(options.Seeds, options.WaitTimeout, options.Time, cancellationToken).ConfigureAwait(false);
        var host = new ClusterHost(member, new Shipping(options.ShipCode, nodesHaveFunctions: true), options.Time);
        MapPool pool;
        try
        {
            host.State.Carrier = HttpCarrier.For(member, settings, host.State.Blobs);
            pool = await MapPool.OverAsync(host, new PoolOptions { Name = options.Name, Time = options.Time }).ConfigureAwait(false);
            host.Begin(pool, options.WaitTimeout);
            member.System.ActorOf(MembershipActor.Props(host.Members), "actormap-membership");
        }
        catch
        {
            // It would be a member that nobody knows of.
            await host.EndAsync(LeaveTime).ConfigureAwait(false);
            throw;
        }

        var left = options.WaitTimeout - options.Time.GetElapsedTime(until);
        return await host.WaitForWorkersAsync(pool, options.MinWorkers, left, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts worker processes on this machine: a function that crashes takes down one of them, never this program.</summary>
    /// <param name="options">How many and how; null for the defaults: one a core, with one worker each.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The pool, when all processes are ready; dispose it to end them.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; it is named.</exception>
    /// <exception cref="PoolUnavailableException">A process could not be started, or was not ready in time.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<MapPool> StartProcessesAsync(ProcessOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ProcessOptions();
        OptionChecks.Check(options);
        return ProcessPool.StartAsync(options, cancellationToken);
    }
}
