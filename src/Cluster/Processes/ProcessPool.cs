using ActorMap.Cluster.Pools;
using ActorMap.Cluster.Systems;
using Akka.Actor;

namespace ActorMap.Cluster.Processes;

/// <summary>A pool over worker processes of this machine: starts them, tells the pool of them, and puts another in the place of one that died.</summary>
internal sealed class ProcessPool
{
    /// <summary>The name of the actor systems on both sides.</summary>
    public const string SystemName = "actormap";

    // A worker that is asked to end has drained and left in two seconds.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(3);

    private readonly ProcessOptions _options;
    private readonly ClusterHost _host;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _keepers = [];
    private readonly TimeProvider _time;

    private ProcessPool(ProcessOptions options, ClusterHost host) => (_options, _host, _time) = (options, host, options.Time);

    /// <summary>Starts the processes, and the pool when all of them are ready.</summary>
    public static async Task<MapPool> StartAsync(ProcessOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var settings = new MemberSettings { Name = SystemName, Host = "127.0.0.1", Port = 0, Role = Roles.Client, Embedded = true, Config = options.Config };
        var host = new ClusterHost(ClusterSystem.Start(settings), new Shipping(shipCode: true, nodesHaveFunctions: false), options.Time);
        var pool = await MapPool.OverAsync(host, new PoolOptions { Name = SystemName, Time = options.Time, Functions = options.Functions }).ConfigureAwait(false);
        host.Begin(pool, options.StartTimeout);
        var processes = new ProcessPool(options, host);
        host.Ending = processes.StopAsync;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, options.Processes).Select(number => processes.BeginAsync(number, cancellationToken))).ConfigureAwait(false);
        }
        catch
        {
            await pool.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return await host.WaitForWorkersAsync(pool, options.Processes * options.WorkersPerProcess, options.StartTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A process is kept from the moment it runs: where another can't be started, it ends with the pool.</summary>
    private async Task BeginAsync(int number, CancellationToken cancellationToken)
    {
        var process = await LaunchAsync(number, cancellationToken).ConfigureAwait(false);
        lock (_keepers) _keepers.Add(KeepAsync(number, process));
    }

    private async Task<WorkerProcess> LaunchAsync(int number, CancellationToken cancellationToken)
    {
        var settings = new ProcessSettings(_options.WorkersPerProcess, _options.Config?.ToString(includeFallback: false) ?? string.Empty);
        var command = new WorkerCommand(new WorkerArguments($"worker-{number}", settings.Text())) { StartTimeout = _options.StartTimeout };
        var process = await WorkerProcess.StartAsync(command, _time, cancellationToken).ConfigureAwait(false);
        _host.Members.Tell(new NodeCame(AddressOf(process)), ActorRefs.NoSender);
        return process;
    }

    /// <summary>One process after the other, until the pool stops. One that can't be started again is left out: the others go on.</summary>
    private async Task KeepAsync(int number, WorkerProcess process)
    {
        try
        {
            while (true)
            {
                await Task.WhenAny(process.Exited, Task.Delay(Timeout.InfiniteTimeSpan, _time, _stop.Token)).ConfigureAwait(false);
                _host.Members.Tell(new NodeWent(AddressOf(process)), ActorRefs.NoSender);
                if (_stop.IsCancellationRequested) return;
                var exit = await process.Exited.ConfigureAwait(false);
                if (exit.Code == WorkerExitCode.Recycled) ClusterLog.ProcessRecycled(_host.System.Log, process.Name, process.Pid);
                else ClusterLog.ProcessEnded(_host.System.Log, process.Name, process.Pid, exit);
                await process.DisposeAsync().ConfigureAwait(false);
                process = await LaunchAsync(number, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The pool stops.
        }
        catch (PoolUnavailableException error)
        {
            ClusterLog.ProcessNotStarted(_host.System.Log, process.Name, error);
        }
        finally
        {
            await process.StopAsync(StopTime).ConfigureAwait(false);
            await process.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_keepers).ConfigureAwait(false);
    }

    private static Address AddressOf(WorkerProcess process)
    {
        var colon = process.Address.LastIndexOf(':');
        return new Address("akka.tcp", SystemName, process.Address[..colon], int.Parse(process.Address[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
