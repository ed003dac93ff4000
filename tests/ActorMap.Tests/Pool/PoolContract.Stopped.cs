using System.Globalization;
using Xunit;

namespace ActorMap.Tests.Pool;

/// <content>What a map leaves behind: of items that were stopped nothing, and nothing in the worker for the next map.</content>
public abstract partial class PoolContract
{
    private static readonly AsyncLocal<int> Mark = new();

    [Fact]
    public async Task Items_that_a_halt_has_stopped_are_no_outcomes()
    {
        var query = Pool.Map(
            async (int i, CancellationToken stopped) =>
            {
                await Task.Yield();
                if (i == 0) throw new FormatException();
                await Task.Delay(Timeout.Infinite, stopped);
                return i;
            },
            Enumerable.Range(0, 4)).With(new MapOptions { Halt = Halt.OnFirstFailure, Concurrency = 4 });
        var (outcomes, error) = await FailureAsync<MapResult<int, int>, MapHaltedException>(query.AsCompleted());
        Assert.Equal(0, Assert.Single(outcomes).Index);
        Assert.Equal((1, 1), (error.Failed, error.Done));
    }

    [Fact]
    public async Task Small_results_with_their_times_fit_the_way_they_come()
    {
        var count = 0;
        var query = Pool.Map((byte item) => (byte)(item + 1), new byte[300_000]).With(new MapOptions { ChunkSize = 150_000 });
        await Within(Task.Run(async () =>
        {
            await foreach (var outcome in query.Settled()) count += outcome.Value;
        }));
        Assert.Equal(300_000, count);
    }

    [Fact]
    public async Task A_factory_and_a_dispose_may_block_until_something_asynchronous_is_done()
    {
        var map = Pool.Map(MapFunction.PerWorker(_ => new Blocker(), (Blocker blocker, int i) => i + blocker.Value), Enumerable.Range(0, 10).ToArray());
        Assert.Equal(Enumerable.Range(5, 10), await Within(map.ToArrayAsync()));
        Assert.Equal(Enumerable.Range(5, 10), await Within(Pool.Map(new BlockingStart(), Enumerable.Range(0, 10).ToArray()).ToArrayAsync()));
    }

    [Fact]
    public async Task What_a_function_leaves_in_its_threads_context_is_not_there_in_the_next_map()
    {
        var items = Enumerable.Range(0, 4 * Workers).ToArray();
        var each = new MapOptions { ChunkSize = 1 };
        var before = await Within(Pool.Map((int _) => Context(), items).With(each).ToArrayAsync());
        await Within(Pool.Map((int i) => Spoil(i), items).With(each).ToArrayAsync());
        Assert.Equal(before, await Within(Pool.Map((int _) => Context(), items).With(each).ToArrayAsync()));
    }

    [Fact]
    public async Task Limits_of_all_time_are_none()
    {
        var forever = new MapOptions { ItemTimeout = TimeSpan.MaxValue, Retries = 1, RetryDelay = RetryDelay.Constant(TimeSpan.MaxValue) };
        Assert.Equal(new[] { 0, 1, 2 }, await Within(Pool.Map((int i) => i, Enumerable.Range(0, 3)).With(forever).ToArrayAsync()));
        Assert.Equal(new[] { 0, 1, 2 }, await Within(Pool.Map(async (int i, CancellationToken _) =>
        {
            await Task.Yield();
            return i;
        }, Enumerable.Range(0, 3)).With(forever).ToArrayAsync()));
    }

    [Fact]
    public async Task An_enumeration_that_was_left_before_it_began_does_not_begin()
    {
        var name = Witness.New();
        var enumerator = Pool.Map((int i) => { Witness.Tell(name, i); return i; }, new[] { 1, 2 }).GetAsyncEnumerator();
        await enumerator.DisposeAsync();
        Assert.False(await Within(enumerator.MoveNextAsync().AsTask()));
        Assert.Equal(0, Witness.Count(name));
    }

    [Fact]
    public async Task A_list_that_enumerates_itself_in_its_own_way_is_read_so() =>
        Assert.Equal(new[] { 3, 2, 1 }, await Within(Pool.Map((int i) => i, new Backwards { 1, 2, 3 }).ToArrayAsync()));

    private static (string Number, int Mark) Context() => (1.5.ToString(CultureInfo.CurrentCulture), Mark.Value);

    private static int Spoil(int item)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = "|";
        (CultureInfo.CurrentCulture, Mark.Value) = (culture, 7);
        return item;
    }

    private static async Task<int> LoadAsync()
    {
        await Task.Yield();
        return 5;
    }

    private sealed class Blocker : IDisposable
    {
        public int Value { get; } = LoadAsync().Result;

        public void Dispose() => LoadAsync().Wait();
    }

    private sealed class BlockingStart : IMapFunction<int, int>, IWorkerStart, IAsyncDisposable
    {
        private int _value;

        public ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken)
        {
            _value = LoadAsync().Result;
            return ValueTask.CompletedTask;
        }

        public int Invoke(int item, MapContext context) => item + _value;

        public ValueTask DisposeAsync()
        {
            LoadAsync().Wait();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Backwards : List<int>, IEnumerable<int>
    {
        IEnumerator<int> IEnumerable<int>.GetEnumerator()
        {
            for (var i = Count - 1; i >= 0; i--) yield return this[i];
        }
    }
}
