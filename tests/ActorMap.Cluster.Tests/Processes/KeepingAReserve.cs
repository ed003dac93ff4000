using System.Threading.Channels;
using ActorMap.Cluster.Processes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Cluster.Tests.Processes;

/// <summary>The process that is ready for the place of the next that dies.</summary>
public sealed class KeepingAReserve : IAsyncLifetime
{
    private const string Reserved = "worker-in-reserve";

    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<(string Name, Task<Tenant> Tenant)> _launches = Channel.CreateUnbounded<(string, Task<Tenant>)>();
    private readonly List<Tenant> _taken = [];
    private readonly Reserve _reserve;
    private int _failures;

    public KeepingAReserve() => _reserve = new Reserve(Launch, _time, _stop.Token);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reserve.DismissAsync().WaitAsync(Dummies.Deadline);
        foreach (var tenant in _taken) await tenant.LeaveAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task Nobody_is_kept_for_a_death_that_comes_by_itself()
    {
        await TakeAsync("worker-0");
        _time.Advance(Reserve.Lately);
        await TakeAsync("worker-1");

        Assert.Equal(["worker-0", "worker-1"], Launched());
        Assert.True(_reserve.DismissAsync().IsCompleted);
    }

    [Fact]
    public async Task After_the_second_death_in_a_row_the_next_place_is_taken_by_one_that_is_there()
    {
        await StormAsync();
        var waiting = await NextAsync();
        var taken = await TakeAsync("worker-7");

        Assert.Same(waiting, taken);
        Assert.Equal("worker-7", taken.Process.Name);
        Assert.False(taken.Process.Exited.IsCompleted);
        Assert.NotSame(waiting, await NextAsync());
    }

    [Fact]
    public async Task One_that_still_gets_ready_is_waited_for_and_no_other_is_started()
    {
        await StormAsync();
        var (name, coming) = await _launches.Reader.ReadAsync().AsTask().WaitAsync(Dummies.Deadline);
        var taken = await TakeAsync("worker-0");

        Assert.Equal(Reserved, name);
        Assert.Same(await coming, taken);
    }

    [Fact]
    public async Task One_that_dies_in_reserve_makes_way_for_another()
    {
        await StormAsync();
        var dead = await NextAsync();
        dead.Process.Kill();
        var next = await NextAsync();

        Assert.Same(next, await TakeAsync("worker-0"));
    }

    [Fact]
    public async Task It_ends_when_nobody_has_needed_it_for_a_while()
    {
        await StormAsync();
        var waiting = await NextAsync();
        for (var ended = _reserve.DismissAsync(); !ended.IsCompleted; await Task.Yield()) _time.Advance(Reserve.Lately);

        Assert.True(waiting.Process.Exited.IsCompleted);
        Assert.Empty(Launched());
        await TakeAsync("worker-1");
        Assert.Equal(["worker-1"], Launched());
    }

    [Fact]
    public async Task It_ends_with_the_pool()
    {
        await StormAsync();
        var waiting = await NextAsync();
        await _stop.CancelAsync();
        await _reserve.DismissAsync().WaitAsync(Dummies.Deadline);

        Assert.True(waiting.Process.Exited.IsCompleted);
        Assert.Empty(Launched());
    }

    [Fact]
    public async Task That_none_can_be_started_in_reserve_is_no_matter_to_who_comes_later()
    {
        _failures = 1;
        await StormAsync();
        var failed = (await _launches.Reader.ReadAsync().AsTask().WaitAsync(Dummies.Deadline)).Tenant;
        await Assert.ThrowsAsync<PoolUnavailableException>(() => failed);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Same(await NextAsync(), await TakeAsync("worker-0"));
    }

    /// <summary>Two deaths, one after the other.</summary>
    private async Task StormAsync()
    {
        await TakeAsync("worker-0");
        await TakeAsync("worker-1");
        Assert.Equal("worker-0", (await _launches.Reader.ReadAsync()).Name);
        Assert.Equal("worker-1", (await _launches.Reader.ReadAsync()).Name);
    }

    private async Task<Tenant> TakeAsync(string name)
    {
        var tenant = await _reserve.TakeAsync(name).WaitAsync(Dummies.Deadline);
        _taken.Add(tenant);
        return tenant;
    }

    /// <summary>The next that is kept in reserve, when it is ready.</summary>
    private async Task<Tenant> NextAsync()
    {
        var (name, tenant) = await _launches.Reader.ReadAsync().AsTask().WaitAsync(Dummies.Deadline);
        Assert.Equal(Reserved, name);
        return await tenant.WaitAsync(Dummies.Deadline);
    }

    private List<string> Launched()
    {
        List<string> names = [];
        while (_launches.Reader.TryRead(out var launch)) names.Add(launch.Name);
        return names;
    }

    private Task<Tenant> Launch(string name)
    {
        var tenant = name == Reserved && Interlocked.Decrement(ref _failures) >= 0
            ? Task.FromException<Tenant>(new PoolUnavailableException("There is no room for it."))
            : LaunchAsync(name);
        Assert.True(_launches.Writer.TryWrite((name, tenant)));
        return tenant;
    }

    private async Task<Tenant> LaunchAsync(string name)
    {
        var command = Dummies.Worker(string.Empty) with { Worker = new WorkerArguments(name, string.Empty) };
        return new Tenant(await WorkerProcess.StartAsync(command, TimeProvider.System, _stop.Token), ProcessSlots.Create(), memory: null);
    }
}
