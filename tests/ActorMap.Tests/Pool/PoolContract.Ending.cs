using Xunit;

namespace ActorMap.Tests.Pool;

public abstract partial class PoolContract
{
    [Fact]
    public async Task A_cancelled_map_throws_with_the_callers_token()
    {
        using var cancellation = new CancellationTokenSource();
        var name = Witness.New();
        var running = Pool.Map((int i, MapContext context) => { Gate.PassAsync(name); return context.CancellationToken.WaitHandle.WaitOne() ? i : 0; }, Enumerable.Range(0, 100)).ToArrayAsync(cancellation.Token);
        await Within(Gate.Arrival(name));
        await cancellation.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Within(running));
        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.True(running.IsCanceled);

        error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Pool.Map((int i) => i, new[] { 1 }).ToArrayAsync(cancellation.Token));
        Assert.Equal(cancellation.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_cancelled_map_ends_even_if_the_function_is_deaf_and_the_pool_goes_on()
    {
        await using var pool = await StartAsync(Hasty(Workers));
        using var cancellation = new CancellationTokenSource();
        var gate = Witness.New();
        var running = pool.Map((int i) => { Gate.Pass(gate); return i; }, Enumerable.Range(0, 100)).ToArrayAsync(cancellation.Token);
        await Within(Gate.Arrival(gate));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Within(running));
        Assert.Equal(new[] { 0, 1, 2 }, await Within(pool.Map((int i) => i, Enumerable.Range(0, 3)).ToArrayAsync()));
        await WorkersAreBackAsync(pool);
        Gate.Open(gate);
    }

    [Fact]
    public async Task A_pool_disposed_with_maps_in_flight_ends_them_and_itself()
    {
        var pool = await StartAsync(new PoolOptions { Workers = Workers });
        var gate = Witness.New();
        var running = pool.Map((int i) => { Gate.Pass(gate); return i; }, Enumerable.Range(0, 100)).ToArrayAsync();
        var sourceGate = Witness.New();
        var streaming = FailureAsync<int, PoolUnavailableException>(pool.Map((int i) => i, Blocking(sourceGate, 0)));
        await Within(Gate.Arrival(gate));
        await Within(Gate.Arrival(sourceGate));
        await Within(pool.DisposeAsync().AsTask());
        await Assert.ThrowsAsync<PoolUnavailableException>(() => Within(running));
        await streaming;
        await pool.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => pool.Map((int i) => i, new[] { 1 }));
        Gate.Open(gate);
        Gate.Open(sourceGate);
    }

    [Fact]
    public async Task Two_maps_at_once_share_the_pool_fairly()
    {
        var gate = Witness.New();
        var endless = Pool.Map((int i) => i, Forever());
        await using var first = endless.GetAsyncEnumerator();
        Assert.True(await Within(first.MoveNextAsync().AsTask()));
        var results = await Within(Task.WhenAll(Enumerable.Range(0, 5).Select(j => Pool.Map((int i) => i * j, Enumerable.Range(0, 2000)).ToArrayAsync())));
        for (var j = 0; j < 5; j++) Assert.Equal(Enumerable.Range(0, 2000).Select(i => i * j), results[j]);
        Assert.True(await Within(first.MoveNextAsync().AsTask()));
        Gate.Open(gate);
    }

    [Fact]
    public async Task A_map_does_not_wait_for_a_worker_that_another_map_holds_if_there_is_a_free_one()
    {
        if (Workers == 1) return;
        var gate = Witness.New();
        var blocked = Pool.Map((int i) => { Gate.Pass(gate); return i; }, new[] { 1 }).ToArrayAsync();
        await Within(Gate.Arrival(gate));
        for (var i = 0; i < 10; i++) Assert.Equal(new[] { 1, 2, 3, 4 }, await Within(Pool.Map((int x) => x, new[] { 1, 2, 3, 4 }).ToArrayAsync()));
        Gate.Open(gate);
        Assert.Equal(new[] { 1 }, await Within(blocked));
    }

    [Fact]
    public async Task A_map_inside_a_map_works_whether_it_is_awaited_or_blocked_for()
    {
        var pool = Pool;
        var blocking = await Within(Pool.Map((int i) => pool.Map((int j) => j * i, Enumerable.Range(0, 50).ToArray()).ToArrayAsync().GetAwaiter().GetResult().Sum(), Enumerable.Range(0, 20)).ToArrayAsync());
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i * 1225), blocking);
        var awaiting = await Within(Pool.Map(async (int i) => (await pool.Map((int j) => j * i, Enumerable.Range(0, 50))).Sum(), Enumerable.Range(0, 20)).ToArrayAsync());
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i * 1225), awaiting);
        var threeDeep = await Within(Pool.Map((int i) => Task.Run(() => pool.Map((int j) => pool.Map((int k) => k, Enumerable.Range(0, j)).ToArrayAsync().GetAwaiter().GetResult().Length, Enumerable.Range(0, i)).ToArrayAsync()).GetAwaiter().GetResult().Sum(), Enumerable.Range(0, 10)).ToArrayAsync());
        Assert.Equal(Enumerable.Range(0, 10).Select(i => i * (i - 1) / 2), threeDeep);
        Assert.Equal(Workers, Pool.Workers);
    }

    [Fact]
    public async Task Waiting_functions_wait_together_and_touch_their_state_one_at_a_time()
    {
        var results = await Within(Pool.Map(new Overlapping(), Enumerable.Range(0, 400)).With(new MapOptions { Concurrency = 20 }).ToArrayAsync());
        Assert.Equal(Enumerable.Range(0, 400), results.Select(result => result.Item));
        Assert.InRange(results.Max(result => result.Most), 2, 20);
    }

    [Fact]
    public async Task A_query_runs_once_and_with_makes_another()
    {
        var query = Pool.Map((int i) => i, new[] { 1, 2 });
        Assert.Equal(new[] { 1, 2 }, await query);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await query);
        Assert.Throws<InvalidOperationException>(() => query.GetAsyncEnumerator());
        Assert.Throws<InvalidOperationException>(() => query.Settled().GetAsyncEnumerator());
        Assert.Equal(new[] { 1, 2 }, await query.With(new MapOptions { Name = "again" }));
    }

    [Fact]
    public void Wrong_arguments_fail_at_the_call_by_name()
    {
        Assert.Equal("function", Assert.Throws<ArgumentNullException>(() => Pool.Map((Func<int, int>)null!, [1])).ParamName);
        Assert.Equal("function", Assert.Throws<ArgumentNullException>(() => Pool.Map((IMapFunction<int, int>)null!, [1])).ParamName);
        Assert.Equal("items", Assert.Throws<ArgumentNullException>(() => Pool.Map((int i) => i, (IEnumerable<int>)null!)).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentNullException>(() => Pool.Map((int i, int j) => i, [1], (IEnumerable<int>)null!)).ParamName);
        var query = Pool.Map((int i) => i, new[] { 1 });
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => query.With(null!)).ParamName);
        AssertOption(nameof(MapOptions.ChunkSize), new MapOptions { ChunkSize = 0 });
        AssertOption(nameof(MapOptions.MaxInFlight), new MapOptions { MaxInFlight = 0 });
        AssertOption(nameof(MapOptions.Concurrency), new MapOptions { Concurrency = 0 });
        AssertOption(nameof(MapOptions.Retries), new MapOptions { Retries = -1 });
        AssertOption(nameof(MapOptions.ItemTimeout), new MapOptions { ItemTimeout = TimeSpan.Zero });
        AssertOption(nameof(MapOptions.State), new MapOptions { State = (StateSharing)7 });

        void AssertOption(string name, MapOptions options) => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => query.With(options)).ParamName);
    }

    [Fact]
    public void A_function_whose_results_are_tasks_is_refused_at_the_call()
    {
        AssertRefused("Task", () => Pool.Map(async (int i) => { await Task.Yield(); Witness.Tell("nobody", i); }, [1]));
        AssertRefused("ValueTask<int>", () => Pool.Map((int i) => new ValueTask<int>(i), [1]));
        AssertRefused("ValueTask", () => Pool.Map((int i) => default(ValueTask), [1]));
        AssertRefused("Task<int>", () => Pool.Map((int i, MapContext _) => Task.FromResult(i), [1]));
        AssertRefused("Task<int>", () => Pool.Map(MapFunction.WithState(1, (int one, int i) => Task.FromResult(i + one)), [1]));

        static void AssertRefused(string type, Func<object> map)
        {
            var error = Assert.Throws<ArgumentException>(map);
            Assert.Equal("function", error.ParamName);
            Assert.Contains($"would be a {type} that nobody awaits", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Progress_never_falls_and_is_exact_at_the_end()
    {
        var reports = new List<MapProgress>();
        await Within(Pool.Map((int i) => i % 10 == 0 ? throw new FormatException() : i, Enumerable.Range(0, 5000).ToArray())
            .With(new MapOptions { Progress = new Reports(reports.Add), Halt = Halt.AfterFraction(0.5) }).Settled().ToArrayAsync().AsTask());
        Assert.Equal((5000, 500, 5000), (reports[^1].Done, reports[^1].Failed, reports[^1].Total));
        Assert.Equal(reports.Select(report => report.Done).Order(), reports.Select(report => report.Done));
        Assert.Equal(Workers, reports[^1].Workers);
    }

    [Fact]
    public async Task A_progress_handler_that_throws_or_blocks_spoils_nothing()
    {
        var gate = Witness.New();
        Assert.Equal(new[] { 1 }, await Within(Pool.Map((int i) => i, new[] { 1 }).With(new MapOptions { Progress = new Reports(_ => throw new FormatException()) }).ToArrayAsync()));
        Assert.Equal(new[] { 1 }, await Within(Pool.Map((int i) => i, new[] { 1 }).With(new MapOptions { Progress = new Reports(_ => Gate.Pass(gate)) }).ToArrayAsync()));
        Gate.Open(gate);
    }

    [Fact]
    public async Task A_snapshot_tells_the_workers_and_the_maps_that_run()
    {
        var gate = Witness.New();
        var running = Pool.Map((int i) => { Gate.Pass(gate); return i; }, Enumerable.Range(0, 100).ToArray()).With(new MapOptions { Name = "nightly" }).ToArrayAsync();
        await Within(Gate.Arrival(gate));
        var snapshot = Pool.GetSnapshot();
        Gate.Open(gate);
        await Within(running);
        Assert.Equal(KnowsEachWorker ? Workers : Nodes, snapshot.Workers.Count);
        Assert.Equal(Nodes, snapshot.Nodes.Count);
        Assert.Equal(Workers, snapshot.Nodes.Sum(node => node.Workers));
        Assert.Contains(snapshot.Workers, worker => worker.Chunks > 0);
        Assert.Equal(100, Assert.Single(snapshot.Jobs, job => job.Name == "nightly").Total);
    }

    private sealed class Reports(Action<MapProgress> report) : IProgress<MapProgress>
    {
        public void Report(MapProgress value) => report(value);
    }

    private sealed class Overlapping : IAsyncMapFunction<int, (int Item, int Most)>
    {
        private int _inFlight;
        private int _most;
        private int _inside;

        public async ValueTask<(int Item, int Most)> InvokeAsync(int item, MapContext context)
        {
            _most = Math.Max(_most, ++_inFlight);

            // Longer than the router takes to answer, whoever runs it: with five turns an item was over before the next one came, once in twenty runs of all specs.
            for (var i = 0; i < 200; i++)
            {
                await Task.Yield();
                if (Interlocked.Increment(ref _inside) != 1) throw new InvalidOperationException("two at once");
                Interlocked.Decrement(ref _inside);
            }

            _inFlight--;
            return (item, _most);
        }
    }
}
