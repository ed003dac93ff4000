using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Tests.Pool;

/// <summary>A pool inside an actor system that somebody else owns.</summary>
public sealed class UsePoolSpecs : TestKit
{
    [Fact]
    public async Task A_pool_lives_in_a_test_kits_system_and_leaves_it_running()
    {
        await using (var pool = await MapPool.UseAsync(Sys, new PoolOptions { Workers = 2 }))
        {
            Assert.Equal(Enumerable.Range(0, 1000).Select(i => i * 2), await pool.Map((int i) => i * 2, Enumerable.Range(0, 1000)));
        }

        Assert.False(Sys.WhenTerminated.IsCompleted);
        Sys.ActorOf(Props.Create(() => new Echo())).Tell("still there", TestActor);
        ExpectMsg("still there");
    }

    [Fact]
    public async Task Two_pools_may_share_a_system()
    {
        await using var first = await MapPool.UseAsync(Sys, new PoolOptions { Workers = 1, Name = "first" });
        await using var second = await MapPool.UseAsync(Sys, new PoolOptions { Workers = 1, Name = "second" });
        var nodes = await Task.WhenAll(
            first.Map((int _, MapContext context) => context.Worker.Node, new[] { 1 }).ToArrayAsync(),
            second.Map((int _, MapContext context) => context.Worker.Node, new[] { 1 }).ToArrayAsync());
        Assert.Equal("first second", string.Join(' ', nodes.SelectMany(node => node)));
    }

    [Fact]
    public async Task A_map_can_be_started_and_awaited_from_an_actor()
    {
        await using var pool = await MapPool.UseAsync(Sys, new PoolOptions { Workers = 2 });
        var mapper = Sys.ActorOf(Props.Create(() => new Mapper(pool)));
        mapper.Tell(new[] { 1, 2, 3 }, TestActor);
        Assert.Equal("1 4 9", ExpectMsg<string>(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task What_the_system_is_by_Akkas_own_defaults_it_stays()
    {
        using var before = ActorSystem.Create("without");
        using var system = ActorSystem.Create("with");
        await using (await MapPool.UseAsync(system, new PoolOptions { Workers = 1 }))
        {
            Assert.IsType<Akka.Serialization.NewtonSoftJsonSerializer>(system.Serialization.FindSerializerForType(typeof(UsePoolSpecs)));
            Assert.Equal(before.Settings.Config.GetConfig("akka").ToString(), system.Settings.Config.GetConfig("akka").ToString());
        }
    }

    [Fact]
    public async Task A_system_that_ends_under_a_map_ends_the_map()
    {
        var system = ActorSystem.Create("short-lived");
        var pool = await MapPool.UseAsync(system, new PoolOptions { Workers = 1 });
        var gate = Witness.New();
        var running = pool.Map((int i) => { Gate.Pass(gate); return i; }, new[] { 1 }).ToArrayAsync();
        await Gate.Arrival(gate).WaitAsync(TimeSpan.FromSeconds(60));
        var ending = system.Terminate();
        await Assert.ThrowsAsync<PoolUnavailableException>(() => running.WaitAsync(TimeSpan.FromSeconds(60)));
        Gate.Open(gate);
        await ending.WaitAsync(TimeSpan.FromSeconds(60));
        await pool.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_map_that_is_started_while_the_system_waits_for_a_function_that_does_not_return_says_so_at_once()
    {
        var system = ActorSystem.Create("ending");
        var pool = await MapPool.UseAsync(system, new PoolOptions { Workers = 1 });
        var gate = Witness.New();
        var running = pool.Map((int i) => { Gate.Pass(gate); return i; }, new[] { 1 }).ToArrayAsync();
        await Gate.Arrival(gate).WaitAsync(TimeSpan.FromSeconds(60));
        var late = pool.Map((int i) => i, new[] { 1 });
        var ending = system.Terminate();
        await Assert.ThrowsAsync<PoolUnavailableException>(() => running.WaitAsync(TimeSpan.FromSeconds(60)));
        await Assert.ThrowsAsync<PoolUnavailableException>(() => Task.Run(() => late.ToArrayAsync()).WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.False(ending.IsCompleted);
        Gate.Open(gate);
        await ending.WaitAsync(TimeSpan.FromSeconds(60));
        await pool.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_map_that_is_started_when_the_system_has_ended_says_so_at_once()
    {
        var system = ActorSystem.Create("over");
        var pool = await MapPool.UseAsync(system, new PoolOptions { Workers = 1 });
        var before = pool.Map((int i) => i, new[] { 1 });
        await system.Terminate().WaitAsync(TimeSpan.FromSeconds(60));
        var error = await Assert.ThrowsAsync<PoolUnavailableException>(() => before.ToArrayAsync().WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("has ended", error.Message, StringComparison.Ordinal);
        Assert.Throws<PoolUnavailableException>(() => pool.Map((int i) => i, new[] { 1 }));
        await pool.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Throws<ObjectDisposedException>(() => pool.Map((int i) => i, new[] { 1 }));
    }

    [Fact]
    public async Task A_pool_in_a_system_that_has_ended_is_refused()
    {
        var system = ActorSystem.Create("gone");
        await system.Terminate().WaitAsync(TimeSpan.FromSeconds(60));
        var error = await Assert.ThrowsAsync<PoolUnavailableException>(() => MapPool.UseAsync(system));
        Assert.Contains("The actor system 'gone' has ended", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_does_not_get_ready_keeps_no_items()
    {
        await using var pool = await MapPool.UseAsync(Sys, new PoolOptions { Workers = 2, Config = ConfigurationFactory.ParseString("actormap.grace = 100ms") });
        var gate = Witness.New();
        var function = MapFunction.PerWorker(
            async (WorkerInfo worker, CancellationToken _) =>
            {
                if (worker.Number == 1) await Gate.PassAsync(gate);
                return worker.Number;
            },
            (int number, int i) => (number, i));
        var results = await pool.Map(function, Enumerable.Range(0, 200).ToArray()).ToArrayAsync().WaitAsync(TimeSpan.FromMinutes(4));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (0, i)), results);
        Gate.Open(gate);
    }

    [Fact]
    public async Task Options_are_checked_by_name()
    {
        Assert.Equal("system", (await Assert.ThrowsAsync<ArgumentNullException>(() => MapPool.UseAsync(null!))).ParamName);
        Assert.Equal("Workers", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => MapPool.StartAsync(new PoolOptions { Workers = 0 }))).ParamName);
        Assert.Equal("Name", (await Assert.ThrowsAsync<ArgumentException>(() => MapPool.StartAsync(new PoolOptions { Name = "no spaces" }))).ParamName);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MapPool.StartAsync(cancellationToken: new CancellationToken(true)));
        var config = ConfigurationFactory.ParseString("actormap.grace = 3s");
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1, Config = config });
        Assert.Equal(TimeSpan.FromSeconds(3), pool.Grace);
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("-1s")]
    [InlineData("infinite")]
    public async Task A_grace_that_is_no_time_is_told_by_its_key(string said)
    {
        var config = ConfigurationFactory.ParseString($"actormap.grace = {said}");
        var error = $"actormap.grace is '{said}'. Set it to a time of zero to 49 days, such as 1s.";
        Assert.Equal(error, (await Assert.ThrowsAsync<ArgumentException>(() => MapPool.StartAsync(new PoolOptions { Config = config }))).Message);
        Assert.Equal(error, (await Assert.ThrowsAsync<ArgumentException>(() => MapPool.UseAsync(Sys, new PoolOptions { Config = config }))).Message);
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    private sealed class Mapper : ReceiveActor
    {
        public Mapper(MapPool pool) => ReceiveAsync<int[]>(async items =>
        {
            var results = await pool.Map((int i) => i * i, items);
            Sender.Tell(string.Join(' ', results));
        });
    }
}
