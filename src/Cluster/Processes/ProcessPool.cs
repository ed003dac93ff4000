using System.Globalization;
using ActorMap.Cluster.Lines;
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

    // A process that is killed has ended in no time.
    private static readonly TimeSpan KillTime = TimeSpan.FromMilliseconds(200);

    private readonly ProcessOptions _options;
    private readonly ClusterHost _host;
    private readonly LineDoor _door;
    private readonly CancellationTokenSource _stop = new();
    private readonly Reserve _reserve;
    private readonly List<Task> _keepers = [];
    private readonly TimeProvider _time;
    private TimeSpan _grace;

    private ProcessPool(ProcessOptions options, ClusterHost host, ProcessLauncher launcher, LineDoor door)
    {
        (_options, _host, _door, _time) = (options, host, door, options.Time);
        _reserve = new Reserve(name => launcher.LaunchAsync(name, _stop.Token), _time, _stop.Token);
    }

    /// <summary>Starts the processes, and the pool when all of them are ready.</summary>
    public static async Task<MapPool> StartAsync(ProcessOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var settings = new MemberSettings { Name = SystemName, Host = "127.0.0.1", Port = 0, Role = Roles.Client, Embedded = true, Config = options.Config };
        var config = SystemConfig.Of(settings);
        var door = new LineDoor(options.Time);
        var memory = config.GetBoolean("actormap.cluster.shared-memory") ? MemoryArea.TryCreate() : null;
        var launcher = new ProcessLauncher(options, memory, door);
        var seats = Enumerable.Range(0, options.Processes).Select(number => new Seat(number)).ToArray();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // They get ready while this program does.
        var launches = seats.Select(seat => launcher.LaunchAsync(seat.Name, giveUp.Token)).ToArray();
        ClusterHost host;
        MapPool pool;
        try
        {
            var shipping = new Shipping(shipCode: true, nodesHaveFunctions: false, memory) { NodesAreOurs = true };
            host = new ClusterHost(ClusterSystem.Start(settings, config), shipping, options.Time, memory);
            host.State.ItemsPerNode = launcher.Items;
            host.State.HangTimeout = options.HangTimeout == Timeout.InfiniteTimeSpan ? null : options.HangTimeout;
            pool = await MapPool.OverAsync(host, new PoolOptions { Name = SystemName, Time = options.Time, Functions = options.Functions }).ConfigureAwait(false);
            host.Begin(pool, options.StartTimeout);
        }
        catch
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(launches.Select(EndAsync)).ConfigureAwait(false);
            door.Dispose();
            throw;
        }

        var processes = new ProcessPool(options, host, launcher, door);
        host.Ending = processes.StopAsync;
        try
        {
            await Task.WhenAll(seats.Zip(launches, processes.BeginAsync)).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await pool.DisposeAsync().ConfigureAwait(false);

            // The launches know a token of ours; the caller asks by its own whether it was the one who gave up.
            if (error is OperationCanceledException) cancellationToken.ThrowIfCancellationRequested();
            throw;
        }

        return await host.WaitForWorkersAsync(pool, options.Processes * options.WorkersPerProcess, options.StartTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>There is no pool for it.</summary>
    private static async Task EndAsync(Task<Tenant> launch)
    {
        try
        {
            await (await launch.ConfigureAwait(false)).LeaveAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is PoolUnavailableException or OperationCanceledException)
        {
            // It has not started. What went wrong before is what is said.
        }
    }

    /// <summary>A process is kept from the moment it runs: where another can't be started, it ends with the pool.</summary>
    private async Task BeginAsync(Seat seat, Task<Tenant> launch)
    {
        Take(seat, await launch.ConfigureAwait(false));
        var memory = seat.Tenant.Process.ReadMemory();
        lock (_keepers) _keepers.Add(KeepAsync(seat));
        if (memory >= _options.MemoryLimit)
            throw new PoolUnavailableException(string.Create(CultureInfo.InvariantCulture, $"{nameof(ProcessOptions)}.{nameof(ProcessOptions.MemoryLimit)} is {_options.MemoryLimit:N0} bytes, and a worker process that does nothing takes {memory:N0}. Allow more."));
    }

    private void Take(Seat seat, Tenant tenant)
    {
        seat.Tenant = tenant;
        if (_host.State.Memory is not null && tenant.Memory is null) ClusterLog.MemoryNotShared(_host.System.Log, tenant.Process.Name);
        var address = AddressOf(tenant.Process);
        _host.Members.Tell(new NodeCame(address, seat.Quarantine, tenant) { Line = new Line(tenant.Line!, _host.System, address) }, ActorRefs.NoSender);
        _ = BreakAsync(tenant, address);
    }

    /// <summary>A process ends its connection by its own end. If ever one broke before, its process would be of no use any more: there is no second.</summary>
    private async Task BreakAsync(Tenant tenant, Address address)
    {
        await tenant.Line!.Over.ConfigureAwait(false);
        _host.Members.Tell(new LineBroke(address), ActorRefs.NoSender);
        tenant.Process.Kill();
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
            await seat.Tenant.Process.StopAsync(_grace).ConfigureAwait(false);
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
        if (dead.HasMadeWay(exit)) ClusterLog.ProcessRecycled(_host.System.Log, dead.Process.Name, dead.Process.Pid);
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

    /// <summary>Where none starts at once, what the place has to do goes to others meanwhile.</summary>
    private async Task LaunchAgainAsync(Seat seat)
    {
        Take(seat, await Relaunch.RunAsync(() => _reserve.TakeAsync(seat.Name), GiveBack, _time, _stop.Token).ConfigureAwait(false));

        void GiveBack(PoolUnavailableException error, TimeSpan wait)
        {
            ClusterLog.ProcessNotStarted(_host.System.Log, seat.Name, error, wait);
            seat.Quarantine.GiveBack();
        }
    }

    /// <summary>Asks the processes to end, and kills those that do not in time.</summary>
    private async Task StopAsync(TimeSpan patience)
    {
        _grace = patience > KillTime ? patience - KillTime : TimeSpan.Zero;
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll([.. _keepers, _reserve.DismissAsync()]).WaitAsync(patience, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // All are killed. What they have started may still hold what they printed to: it is heard, but not waited for.
        }

        _door.Dispose();
    }

    private static Address AddressOf(WorkerProcess process)
    {
        var colon = process.Address.LastIndexOf(':');
        return new Address("akka.tcp", SystemName, process.Address[..colon], int.Parse(process.Address[(colon + 1)..], CultureInfo.InvariantCulture));
    }
}
