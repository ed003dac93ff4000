using System.Globalization;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Nodes;
using ActorMap.Cluster.Pools;
using ActorMap.Cluster.Processes;
using ActorMap.Cluster.Systems;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Cluster.Keeping;

/// <summary>
/// An isolated node: a member without workers that keeps as many processes as it was to have workers, each of them a node of one. A crash takes down one of them, and
/// another takes its place; they end with this process, however it ends.
/// </summary>
internal sealed class Keeper : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200), AnswerTime = TimeSpan.FromSeconds(2), LeaveTime = TimeSpan.FromSeconds(5);

    // Its own grace ends before.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(20);

    // A node that was taken for dead ends by itself when it hears so; one that hangs does not.
    private static readonly TimeSpan DownedMayTake = TimeSpan.FromSeconds(10);

    private readonly ClusterSystem _member;
    private readonly NodeOptions _options;
    private readonly KeptCommand _command;
    private readonly Seat[] _seats;
    private readonly IActorRef _door;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _keepers = [];
    private readonly Lock _lock = new();
    private Task? _disposal;

    private Keeper(ClusterSystem member, NodeOptions options, KeptCommand command)
    {
        (_member, _options, _command, Address) = (member, options, command, $"{member.Address.Host}:{member.Address.Port}");
        _seats = [.. Enumerable.Range(0, options.Workers).Select(number => new Seat(number))];
        _door = member.System.ActorOf(KeeperActor.Props(Status, address => _ = EndDownedAsync(address), options.Time), NodeActor.Name);
        Ended = ClusterNode.EndedAsync(member);
    }

    /// <summary>Where it can be reached: <c>host:port</c>. Others join by it.</summary>
    public string Address { get; }

    /// <summary>How many processes it keeps.</summary>
    public int Workers => _seats.Length;

    /// <summary>As <see cref="ClusterNode.Ended"/>.</summary>
    public Task<int> Ended { get; }

    /// <summary>Starts a keeper, has it join, and starts its processes.</summary>
    /// <param name="options">What it and its processes are to be; <see cref="NodeOptions.Workers"/> is how many.</param>
    /// <param name="command">How a process is started.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The keeper, when all of its processes are members.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or the address needs TLS; it is named.</exception>
    /// <exception cref="PoolUnavailableException">The port is taken, no seed was reached in time, or a process did not start.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<Keeper> StartAsync(NodeOptions options, KeptCommand command, CancellationToken cancellationToken)
    {
        OptionChecks.Check(options);
        cancellationToken.ThrowIfCancellationRequested();
        var member = ClusterSystem.Start(MemberSettings.Of(options) with { Role = Roles.Keeper });
        var keeper = new Keeper(member, options, command);
        await member.JoinAsync(options.Seeds, options.JoinTimeout, options.Time, cancellationToken).ConfigureAwait(false);
        try
        {
            await Task.WhenAll(keeper._seats.Select(seat => keeper.BeginAsync(seat, cancellationToken))).ConfigureAwait(false);
            return keeper;
        }
        catch
        {
            await keeper.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether any of its processes has a part of a job. One that does not say so may have.</summary>
    public async Task<bool> HasJobsAsync()
    {
        var answers = await Task.WhenAll(_seats.Select(seat => seat.Tenant).Where(tenant => !tenant.Process.Exited.IsCompleted).Select(HasJobsAsync)).ConfigureAwait(false);
        return answers.Contains(true);
    }

    /// <summary>Has the processes finish or give back what they hold and leave, then leaves itself.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock) return new ValueTask(_disposal ??= StopAsync());
    }

    /// <summary>A process is kept from the moment it runs.</summary>
    private async Task BeginAsync(Seat seat, CancellationToken cancellationToken)
    {
        Take(seat, await LaunchAsync(seat, cancellationToken).ConfigureAwait(false));
        lock (_keepers) _keepers.Add(KeepAsync(seat));
    }

    private Task<Tenant> LaunchAsync(Seat seat, CancellationToken cancellationToken) => _command.LaunchAsync(Address, seat, _options.Time, cancellationToken);

    private void Take(Seat seat, Tenant tenant)
    {
        seat.Tenant = tenant;
        _door.Tell(new ProcessBegan(tenant.Process.Address), ActorRefs.NoSender);
    }

    /// <summary>One process after the other, until the keeper stops.</summary>
    private async Task KeepAsync(Seat seat)
    {
        try
        {
            while (true)
            {
                await WatchAsync(seat.Tenant).WaitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (_stop.IsCancellationRequested) return;
                await ReplaceAsync(seat).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The keeper stops.
        }
        finally
        {
            var tenant = seat.Tenant;
            var died = tenant.Process.Exited.IsCompleted;
            var exit = await tenant.Process.StopAsync(StopTime).ConfigureAwait(false);
            Tell(tenant, died ? Inquire(tenant, exit) : null);
            await tenant.LeaveAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Until it has ended. An item that keeps its thread past its time can't be ended from within.</summary>
    private async Task WatchAsync(Tenant tenant)
    {
        using var timer = new PeriodicTimer(LookEvery, _options.Time);
        while (!tenant.Process.Exited.IsCompleted)
        {
            if (tenant.ReadOverdue() is { Count: > 0 } overdue) tenant.EndForTime(overdue);
            await Task.WhenAny(tenant.Process.Exited, timer.WaitForNextTickAsync(_stop.Token).AsTask()).ConfigureAwait(false);
            if (_stop.IsCancellationRequested) return;
        }
    }

    /// <summary>The next one starts at once: the last lines of the dead one, which its children may hold open, are heard meanwhile.</summary>
    private async Task ReplaceAsync(Seat seat)
    {
        var dead = seat.Tenant;
        var exit = await dead.Process.Exited.ConfigureAwait(false);
        var death = Inquire(dead, exit);
        Tell(dead, death);
        if (death is null) ClusterLog.ProcessRecycled(_member.System.Log, dead.Process.Name, dead.Process.Pid);
        else ClusterLog.ProcessEnded(_member.System.Log, dead.Process.Name, dead.Process.Pid, exit);

        // Nobody need find out by its silence: the next one is let in sooner.
        var address = AddressOf(dead);
        if (_member.Cluster.State.Members.Any(member => member.Address.Equals(address))) _member.Cluster.Down(address);
        var leaving = dead.LeaveAsync();
        try
        {
            Take(seat, await Relaunch.RunAsync(
                () => LaunchAsync(seat, _stop.Token), (error, wait) => ClusterLog.ProcessNotStarted(_member.System.Log, seat.Name, error, wait), _options.Time, _stop.Token).ConfigureAwait(false));
        }
        finally
        {
            await leaving.ConfigureAwait(false);
        }
    }

    /// <summary>Whoever was told to end by hand, and was in nothing, died of nothing.</summary>
    private static Death? Inquire(Tenant tenant, WorkerExit exit) => tenant.Inquire(exit) is { } death && (exit.Code != WorkerExitCode.Stopped || death.Noted.Count > 0) ? death : null;

    private void Tell(Tenant tenant, Death? death) => _door.Tell(new ProcessEnded(tenant.Process.Address, Ends.Of(death)), ActorRefs.NoSender);

    private async Task EndDownedAsync(string node)
    {
        if (_seats.Select(seat => seat.Tenant).FirstOrDefault(tenant => tenant?.Process.Address == node) is not { } tenant) return;
        await Task.WhenAny(tenant.Process.Exited, Task.Delay(DownedMayTake, _options.Time, _stop.Token)).ConfigureAwait(false);
        if (!_stop.IsCancellationRequested) tenant.Process.Kill();
    }

    private async Task<bool> HasJobsAsync(Tenant tenant)
    {
        try
        {
            var node = _member.System.ActorSelection(new RootActorPath(AddressOf(tenant)) / "user" / NodeActor.Name);
            return (await node.Ask<StatusTold>(new AskStatus(Guid.NewGuid()), AnswerTime).ConfigureAwait(false)).Jobs.Length > 0;
        }
        catch (AskTimeoutException)
        {
            return !tenant.Process.Exited.IsCompleted;
        }
    }

    private StatusTold Status(Guid question) => new(question, Address, 0, 0, _options.AllowCode, [.. _options.Functions.Names.Order(StringComparer.Ordinal)], []);

    private Address AddressOf(Tenant tenant)
    {
        var (name, colon) = (tenant.Process.Address, tenant.Process.Address.LastIndexOf(':'));
        return _member.Address.WithHost(name[..colon]).WithPort(int.Parse(name[(colon + 1)..], CultureInfo.InvariantCulture));
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_keepers).ConfigureAwait(false);
        await _member.LeaveAsync(LeaveTime, _options.Time).ConfigureAwait(false);
    }
}
