using Xunit;

namespace ActorMap.Tests.Pool;

public abstract partial class PoolContract
{
    [Fact]
    public async Task What_a_worker_changes_nobody_else_sees()
    {
        var counting = new Counting();
        var results = await Within(Pool.Map(counting, Enumerable.Range(0, 1000)).With(new MapOptions { ChunkSize = 1 }).ToArrayAsync());

        // Each worker's copy counts its own calls: a number per worker, without gaps, that add up to all calls.
        var perWorker = results.GroupBy(result => result.Worker).Select(group => group.Select(result => result.Count).Order());
        Assert.All(perWorker, counts => Assert.Equal(Enumerable.Range(1, counts.Count()), counts));
        Assert.Equal(0, counting.Count);
    }

    [Fact]
    public async Task Captured_variables_are_copied_and_the_callers_are_not_touched()
    {
        var list = new List<int> { 1 };
        var sum = 10;
        await Within(Pool.Map((int i) => { list.Add(i); return sum += i; }, Enumerable.Range(0, 100)).ToArrayAsync());
        Assert.Equal((1, 10), (list.Count, sum));
    }

    [Fact]
    public async Task All_lambdas_that_a_function_calls_have_their_variables()
    {
        var (low, high, least, factor) = (2, 5, 4, 7);
        Func<int, bool> above = y => y > low, below = y => y < high;
        var query = new List<int> { 1, 5, 6 }.Where(y => y > least).Select(y => y * factor);
        var results = await Within(Pool.Map((int x) => above(x) && below(x) ? query.Sum() : 0, new[] { 1, 3, 4, 6 }).ToArrayAsync());
        Assert.Equal(new[] { 0, 77, 77, 0 }, results);
    }

    [Fact]
    public async Task Variables_that_only_an_expression_tree_uses_are_captured()
    {
        var (threshold, names) = (2, new[] { "a", "bb", "ccc" });
        var results = await Within(Pool.Map((int x) => names.AsQueryable().Count(n => n.Length >= threshold + x), new[] { 0, 1 }).ToArrayAsync());
        Assert.Equal(new[] { 2, 1 }, results);
    }

    [Fact]
    public async Task The_function_is_as_it_was_when_the_map_started()
    {
        var table = new[] { 100 };
        var gate = Witness.New();
        var running = Pool.Map((int i) => { Gate.Pass(gate); return table[0] * i; }, Enumerable.Range(1, 3).ToArray()).ToArrayAsync();
        await Within(Gate.Arrival(gate));
        table[0] = 7;
        Gate.Open(gate);
        Assert.Equal(new[] { 100, 200, 300 }, await Within(running));
    }

    [Fact]
    public async Task State_that_cannot_be_copied_is_refused_by_path_when_the_map_starts()
    {
        using var stream = new MemoryStream();
        var error = await Assert.ThrowsAsync<StateCopyException>(() => Pool.Map(new Holder(stream), Enumerable.Range(0, 3)).ToArrayAsync());
        Assert.Equal("Holder._stream", error.Path);
        Assert.Equal(typeof(MemoryStream), error.Type);
        Assert.Contains("PerWorker", error.Message, StringComparison.Ordinal);
        await FailureAsync<int, StateCopyException>(Pool.Map(new Holder(stream), Enumerable.Range(0, 3)));
    }

    [Fact]
    public async Task A_function_is_started_before_and_disposed_after_once_in_each_worker_that_ran()
    {
        var name = Witness.New();
        await Within(Pool.Map(new Lifecycle(name), Enumerable.Range(0, 500)).ToArrayAsync());
        AssertLifecycle(name);

        name = Witness.New();
        await FailureAsync<int, MapItemException>(Pool.Map(new Lifecycle(name) { FailsAt = 20 }, Enumerable.Range(0, 500)));
        AssertLifecycle(name);

        name = Witness.New();
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Within(Task.Run(async () =>
        {
            await foreach (var result in Pool.Map(new Lifecycle(name), Forever()).WithCancellation(cancellation.Token))
            {
                if (result > 50) await cancellation.CancelAsync();
            }
        })));
        AssertLifecycle(name);
    }

    private static void AssertLifecycle(string name)
    {
        var told = Witness.Heard(name).Select(line => line.Split(' ')).Select(words => (What: words[0], Worker: words[1])).ToArray();
        var started = told.Where(t => t.What == "start").Select(t => t.Worker).ToArray();
        Assert.NotEmpty(started);
        Assert.Equal(started.Order(), started.Distinct().Order());
        Assert.Equal(started.Order(), told.Where(t => t.What == "dispose").Select(t => t.Worker).Order());
    }

    [Fact]
    public async Task Per_worker_state_is_built_once_a_worker_and_disposed()
    {
        var name = Witness.New();
        var results = await Within(Pool.Map(
            MapFunction.PerWorker(worker => new Model(name, worker.ToString()), (Model model, int i) => (model.Id, i)),
            Enumerable.Range(0, 300)).With(new MapOptions { ChunkSize = 5 }).ToArrayAsync());
        var built = Witness.Heard(name).Where(told => told != "disposed").ToArray();
        Assert.InRange(built.Length, 1, Workers);
        Assert.Equal(built.Distinct().Count(), built.Length);

        // What a worker was dealt others may have run while it built its state.
        Assert.Subset(built.ToHashSet(), results.Select(result => result.Id).ToHashSet());
        Assert.Equal(built.Length, Witness.Heard(name).Count(told => told == "disposed"));
    }

    [Fact]
    public async Task A_factory_that_throws_fails_the_map_once_with_its_own_exception()
    {
        var name = Witness.New();
        var error = await Assert.ThrowsAsync<ActorMapException>(() => Within(Pool.Map(
            MapFunction.PerWorker<Model, int, int>(worker => { Witness.Tell(name, worker); throw new InvalidDataException("no model"); }, (Model _, int i) => i),
            Enumerable.Range(0, 100)).ToArrayAsync()));
        AssertOriginal<InvalidDataException>(error);
        Assert.Contains("worker", error.Message, StringComparison.Ordinal);
        Assert.Contains("no model", error.Message, StringComparison.Ordinal);
        Assert.InRange(Witness.Count(name), 1, Workers);
        Assert.Equal(new[] { 1, 2 }, await Within(Pool.Map((int i) => i, new[] { 1, 2 }).ToArrayAsync()));
    }

    [Fact]
    public async Task A_throwing_dispose_spoils_neither_the_result_nor_the_pool()
    {
        Assert.Equal(new[] { 1, 2, 3 }, await Within(Pool.Map(new BadDispose(), new[] { 1, 2, 3 }).ToArrayAsync()));
        Assert.Equal(new[] { 1, 2, 3 }, await Within(Pool.Map(new BadDispose(), new[] { 1, 2, 3 }).ToArrayAsync()));
    }

    [Fact]
    public async Task Workers_share_one_copy_per_node_if_the_state_never_changes()
    {
        var shared = new MapOptions { State = StateSharing.PerNode, ChunkSize = 1 };
        var ids = await Within(Pool.Map(new Identity("x"), Enumerable.Range(0, 200)).With(shared).ToArrayAsync());
        Assert.InRange(ids.Distinct().Count(), 1, Nodes);
        var error = await Assert.ThrowsAsync<StateCopyException>(() => Pool.Map(new Counting(), Enumerable.Range(0, 3)).With(shared).ToArrayAsync());
        Assert.Contains("Counting", error.Path, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Forever()
    {
        for (var i = 0; ; i++) yield return i;
    }

    private sealed class Counting : IMapFunction<int, (string Worker, int Count)>
    {
        public int Count { get; private set; }

        public (string Worker, int Count) Invoke(int item, MapContext context) => (context.Worker.ToString(), ++Count);
    }

    private sealed class Holder(Stream stream) : IMapFunction<int, int>
    {
        private readonly Stream _stream = stream;

        public int Invoke(int item, MapContext context) => _stream.ReadByte();
    }

    private sealed class Lifecycle(string name) : IMapFunction<int, int>, IWorkerStart, IAsyncDisposable
    {
        private string _worker = string.Empty;

        public int FailsAt { get; init; } = -1;

        public async ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken)
        {
            await Task.Yield();
            _worker = worker.ToString();
            Witness.Tell(name, $"start {_worker}");
        }

        public int Invoke(int item, MapContext context) =>
            context.Worker.ToString() != _worker ? throw new InvalidOperationException("not started") : item == FailsAt ? throw new FormatException() : item;

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            Witness.Tell(name, $"dispose {_worker}");
        }
    }

    private sealed class Model : IDisposable
    {
        private readonly string _name;

        public Model(string name, string id)
        {
            (_name, Id) = (name, id);
            Witness.Tell(name, id);
        }

        public string Id { get; }

        public void Dispose() => Witness.Tell(_name, "disposed");
    }

    private sealed class BadDispose : IMapFunction<int, int>, IDisposable
    {
        public int Invoke(int item, MapContext context) => item;

        public void Dispose() => throw new InvalidOperationException("dispose");
    }

    private sealed class Identity(string text) : IMapFunction<int, int>
    {
        private readonly string _text = text;

        public int Invoke(int item, MapContext context) => _text.Length + System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
