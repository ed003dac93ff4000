using System.Globalization;
using ActorMap.Cluster.Pools;
using ActorMap.Cluster.SharedMemory;
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

    // What kills a process in its start may be over at once; what keeps it from starting at all must not keep the machine busy.
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100), LongestWait = TimeSpan.FromSeconds(10);

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
        var member = ClusterSystem.Start(settings);
        var memory = member.System.Settings.Config.GetBoolean("actormap.cluster.shared-memory") ? MemoryArea.TryCreate() : null;
        var host = new ClusterHost(member, new Shipping(shipCode: true, nodesHaveFunctions: false, memory) { NodesAreOurs = true }, options.Time, memory);
        host.State.ItemsPerNode = ItemsPerProcess(options);
        host.State.HangTimeout = options.HangTimeout == Timeout.InfiniteTimeSpan ? null : options.HangTimeout;
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
        var seat = new Seat(number);
        await LaunchAsync(seat, cancellationToken).ConfigureAwait(false);
        var memory = seat.Tenant.Process.ReadMemory();
        lock (_keepers) _keepers.Add(KeepAsync(seat));
        if (memory >= _options.MemoryLimit)
            throw new PoolUnavailableException(string.Create(CultureInfo.InvariantCulture, $"{nameof(ProcessOptions)}.{nameof(ProcessOptions.MemoryLimit)} is {_options.MemoryLimit:N0} bytes, and a worker process that does nothing takes {memory:N0}. Allow more."));
    }

    private async Task LaunchAsync(Seat seat, CancellationToken cancellationToken)
    {
        var slots = ProcessSlots.Create();
        var (read, written) = _host.State.Memory is { } memory ? (memory, MemoryArea.TryCreate()) : default;
        try
        {
            var settings = new ProcessSettings(_options.WorkersPerProcess, _options.Config?.ToString(includeFallback: false) ?? string.Empty, slots.Path)
            {
                Items = ItemsPerProcess(_options), Memory = _options.MemoryLimit ?? long.MaxValue,
                Reads = written is null ? string.Empty : read.Path, Writes = written?.Path ?? string.Empty,
            };
            var command = new WorkerCommand(new WorkerArguments(seat.Name, settings.Text())) { StartTimeout = _options.StartTimeout };
            var process = await WorkerProcess.StartAsync(command, _time, cancellationToken).ConfigureAwait(false);
            if (written is not null && !process.SharesMemory) ClusterLog.MemoryNotShared(_host.System.Log, process.Name);
            seat.Tenant = new Tenant(process, slots, written is not null && process.SharesMemory ? new MemoryPair(read, written) : null);
            slots.Hide();
        }
        catch
        {
            slots.Dispose();
            throw;
        }

        _host.Members.Tell(new NodeCame(AddressOf(seat.Tenant.Process), seat.Quarantine, seat.Tenant), ActorRefs.NoSender);
    }

    /// <summary>One process after the other, until the pool stops.</summary>
    private async Task KeepAsync(Seat seat)
    {
        try
        {
            while (true)
            {
                await EndAsync(seat.Tenant).WaitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (_stop.IsCancellationRequested) return;
                await ReplaceAsync(seat, seat.Tenant).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The pool stops.
        }
        finally
        {
            _host.Members.Tell(new NodeWent(AddressOf(seat.Tenant.Process)), ActorRefs.NoSender);
            await seat.Tenant.Process.StopAsync(StopTime).ConfigureAwait(false);
            await seat.Tenant.LeaveAsync().ConfigureAwait(false);
        }
    }

    private async Task EndAsync(Tenant tenant)
    {
        if (_options.MemoryLimit is { } limit) await MemoryWatch.RunAsync(tenant, limit, _time, _stop.Token).ConfigureAwait(false);
        await tenant.Process.Exited.ConfigureAwait(false);
    }

    /// <summary>The next one starts at once: the last lines of the dead one, which its children may hold open, are heard meanwhile.</summary>
    private async Task ReplaceAsync(Seat seat, Tenant dead)
    {
        var exit = await dead.Process.Exited.ConfigureAwait(false);
        _host.Members.Tell(new NodeWent(AddressOf(dead.Process), dead.Inquire(exit)), ActorRefs.NoSender);
        if (exit.Code == WorkerExitCode.Recycled) ClusterLog.ProcessRecycled(_host.System.Log, dead.Process.Name, dead.Process.Pid);
        else ClusterLog.ProcessEnded(_host.System.Log, dead.Process.Name, dead.Process.Pid, exit);
        var leaving = dead.LeaveAsync();
        try
        {
            await LaunchAgainAsync(seat).ConfigureAwait(false);
        }
        finally
        {
            await leaving.ConfigureAwait(false);
        }
    }

    /// <summary>A machine that is out of memory may be so for a while: the place is tried again, and what it has to do goes to others meanwhile.</summary>
    private async Task LaunchAgainAsync(Seat seat)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await LaunchAsync(seat, _stop.Token).ConfigureAwait(false);
                return;
            }
            catch (PoolUnavailableException error)
            {
                ClusterLog.ProcessNotStarted(_host.System.Log, seat.Name, error, wait);
                seat.Quarantine.GiveBack();
                await Task.Delay(wait, _time, _stop.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_keepers).ConfigureAwait(false);
    }

    private static long ItemsPerProcess(ProcessOptions options) => options.ItemsPerWorker is { } items ? (long)items * options.WorkersPerProcess : long.MaxValue;

    private static Address AddressOf(WorkerProcess process)
    {
        var colon = process.Address.LastIndexOf(':');
        return new Address("akka.tcp", SystemName, process.Address[..colon], int.Parse(process.Address[(colon + 1)..], CultureInfo.InvariantCulture));
    }
}
