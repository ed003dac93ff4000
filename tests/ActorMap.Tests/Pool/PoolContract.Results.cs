using System.Globalization;
using Xunit;

namespace ActorMap.Tests.Pool;

public abstract partial class PoolContract
{
    private static readonly (int A, int B)[] SeedPairs = [.. Enumerable.Range(0, 20).Zip(Enumerable.Range(100, 20))];
    private static readonly int[] SeedResults = [.. Enumerable.Range(0, 20).Select(i => 10000 + (200 * i))];

    [Fact]
    public async Task The_seed_example_gives_10000_to_13800() => Assert.Equal(SeedResults, await Pool.Map(new Scale(100), SeedPairs));

    [Fact]
    public async Task A_starmap_takes_two_sequences_and_stops_at_the_shorter()
    {
        var k = 100;
        Assert.Equal(SeedResults, await Pool.Map((int a, int b) => (a + b) * k, Enumerable.Range(0, 20), Enumerable.Range(100, 1000)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public async Task Results_come_in_input_order_from_every_kind_of_source(int count)
    {
        var items = Enumerable.Range(0, count).ToArray();
        var expected = items.Select(i => (i * 3L) + 1).ToArray();
        Assert.Equal(expected, await Pool.Map((int i) => (i * 3L) + 1, items));
        Assert.Equal(expected, await Pool.Map((int i) => (i * 3L) + 1, items.ToList()));
        Assert.Equal(expected, await Pool.Map((int i) => (i * 3L) + 1, new ArraySegment<int>([.. items, 7, 8], 0, count)));
        Assert.Equal(expected, await Pool.Map((int i) => (i * 3L) + 1, items.Where(_ => true)));
        Assert.Equal(expected, await Pool.Map((int i) => (i * 3L) + 1, Async(items)));
        Assert.Equal(expected, await ListAsync(Pool.Map((int i) => (i * 3L) + 1, items)));
        Assert.Equal(expected, await ListAsync(Pool.Map((int i) => (i * 3L) + 1, items.Where(_ => true))));
        Assert.Equal(expected, await ListAsync(Pool.Map((int i) => (i * 3L) + 1, Async(items))));
    }

    [Fact]
    public async Task Every_form_of_a_function_maps()
    {
        int[] items = [1, 2, 3];
        int[] doubled = [2, 4, 6];
        Assert.Equal(doubled, await Pool.Map((IMapFunction<int, int>)new Twice(), items));
        Assert.Equal(doubled, await Pool.Map((IAsyncMapFunction<int, int>)new Twice(), items));
        Assert.Equal(doubled, await Pool.Map((IBatchMapFunction<int, int>)new Twice(), items));
        Assert.Equal(doubled, await Pool.Map((int i) => 2 * i, items));
        Assert.Equal(doubled, await Pool.Map((int i, CancellationToken _) => ValueTask.FromResult(2 * i), items));
        Assert.Equal(doubled, await Pool.Map(async (int i) => { await Task.Yield(); return 2 * i; }, items));
        Assert.Equal(doubled, await Pool.Map(async (int i, CancellationToken _) => { await Task.Yield(); return 2 * i; }, items));
        Assert.Equal(doubled, await Pool.Map((int i, MapContext context) => (int)context.Index + 1 + i, items));
        Assert.Equal(doubled, await Pool.Map(MapFunction.WithState(2, (int two, int i) => two * i), items));
        Assert.Equal(doubled, await Pool.Map(MapFunction.PerWorker(_ => 2, (int two, int i) => two * i), items));
        Assert.Equal(doubled, await Pool.Map(MapFunction.PerWorker((_, _) => ValueTask.FromResult(2), (int two, int i, CancellationToken _) => ValueTask.FromResult(two * i)), items));
        Assert.Equal(doubled, await Pool.Map(MapFunction.PerWorker(_ => 2, (int two, int i, CancellationToken _) => ValueTask.FromResult(two * i)), items));
        Assert.Equal(doubled, await Pool.Map(MapFunction.PerWorker((_, _) => ValueTask.FromResult(2), (int two, int i) => two * i), items));
        Assert.Equal(doubled, await Pool.Map(MapFunction.PerWorker(_ => 2, (int two, int i, MapContext context) => two * i * context.Attempt), items));
    }

    [Fact]
    public async Task Null_is_a_result_like_any_other() =>
        Assert.Equal(new[] { null, "1", null, "3" }, await Pool.Map((int i) => i % 2 == 0 ? null : i.ToString(CultureInfo.InvariantCulture), Enumerable.Range(0, 4)));

    [Fact]
    public async Task References_come_through_as_they_are()
    {
        var items = Enumerable.Range(0, 500).Select(i => new object()).ToArray();
        var results = await Pool.Map((object o) => o, items);
        Assert.All(items.Zip(results), pair => Assert.Same(pair.First, pair.Second));
    }

    [Fact]
    public async Task Outcomes_as_completed_are_all_there_once()
    {
        var outcomes = await ListAsync(Pool.Map((int i) => i * i, Enumerable.Range(0, 5000)).AsCompleted());
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => (long)i), outcomes.Select(outcome => outcome.Index).Order());
        Assert.All(outcomes, outcome => Assert.Equal((outcome.Item * outcome.Item, true, 1), (outcome.Value, outcome.Succeeded, outcome.Attempts)));
    }

    [Fact]
    public async Task Settled_outcomes_tell_index_item_value_worker_and_time()
    {
        var outcomes = await ListAsync(Pool.Map((int i) => -i, Enumerable.Range(5, 300)).Settled());
        Assert.Equal(Enumerable.Range(0, 300).Select(i => ((long)i, i + 5, -i - 5)), outcomes.Select(outcome => (outcome.Index, outcome.Item, outcome.Value)));
        Assert.All(outcomes, outcome => Assert.InRange(outcome.Worker.Number, 0, Workers - 1));
        Assert.All(outcomes, outcome => Assert.True(outcome.Duration >= TimeSpan.Zero));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(100_000)]
    public async Task A_fixed_chunk_size_is_what_a_batch_function_sees(int size)
    {
        var name = Witness.New();
        var results = await Pool.Map(new BatchLengths(name), Enumerable.Range(0, 1000).ToArray()).With(new MapOptions { ChunkSize = size });
        Assert.Equal(Enumerable.Range(0, 1000), results);
        var lengths = Witness.Heard(name).Cast<(long Start, int Length)>().OrderBy(chunk => chunk.Start).Select(chunk => chunk.Length).ToArray();
        Assert.All(lengths[..^1], length => Assert.Equal(size, length));
        Assert.Equal(1000, lengths.Sum());

        name = Witness.New();
        await ListAsync(Pool.Map(new BatchLengths(name), Enumerable.Range(0, 1000).Where(_ => true)).With(new MapOptions { ChunkSize = size }));
        lengths = [.. Witness.Heard(name).Cast<(long Start, int Length)>().OrderBy(chunk => chunk.Start).Select(chunk => chunk.Length)];
        Assert.All(lengths[..^1], length => Assert.Equal(size, length));
    }

    [Fact]
    public async Task Random_numbers_of_an_item_are_the_same_for_any_chunking()
    {
        var seeded = new MapOptions { Seed = 42 };
        var items = Enumerable.Range(0, 200).ToArray();
        var expected = await Pool.Map((int _, MapContext context) => context.CreateRandom().NextInt64(), items).With(seeded);
        Assert.Equal(expected, await Pool.Map((int _, MapContext context) => context.CreateRandom().NextInt64(), items).With(seeded with { ChunkSize = 7 }));
        Assert.Equal(expected, await ListAsync(Pool.Map((int _, MapContext context) => context.CreateRandom().NextInt64(), items.Where(_ => true)).With(seeded)));
        Assert.NotEqual(expected, await Pool.Map((int _, MapContext context) => context.CreateRandom().NextInt64(), items));
        Assert.Equal(200, expected.Distinct().Count());
        Assert.True(await Pool.Map((int _, MapContext context) => context.CreateRandom().Next() == context.CreateRandom().Next(), items).ToArrayAsync() is var same && same.All(x => x));
    }

    protected static async IAsyncEnumerable<T> Async<T>(IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            if (item is int i && i % 100 == 0) await Task.Yield();
            yield return item;
        }
    }

    private sealed class Scale(int constant) : IMapFunction<(int A, int B), int>
    {
        public int Invoke((int A, int B) pair, MapContext context) => (pair.A + pair.B) * constant;
    }

    private sealed class Twice : IMapFunction<int, int>, IAsyncMapFunction<int, int>, IBatchMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => 2 * item;

        public async ValueTask<int> InvokeAsync(int item, MapContext context)
        {
            await Task.Yield();
            return 2 * item;
        }

        public void Invoke(ReadOnlySpan<int> items, Span<int> results, MapContext context)
        {
            for (var i = 0; i < items.Length; i++) results[i] = 2 * items[i];
        }
    }

    private sealed class BatchLengths(string name) : IBatchMapFunction<int, int>
    {
        public void Invoke(ReadOnlySpan<int> items, Span<int> results, MapContext context)
        {
            Witness.Tell(name, (context.Index, items.Length));
            items.CopyTo(results);
        }
    }
}
