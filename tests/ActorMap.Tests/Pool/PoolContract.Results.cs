using System.Globalization;
using Xunit;

namespace ActorMap.Tests.Pool;

public abstract partial class PoolContract
{
    private static readonly (int A, int B)[] SeedPairs = [.. Enumerable.Range(0, 20).Zip(Enumerable.Range(100, 20))];
    private static readonly int[] SeedResults = [.. Enumerable.Range(0, 20).Select(i => 10000 + (200 * i))];

    [Fact]
    public async Task The_seed_example_gives_10000_to_13800() => Assert.Equal(SeedResults, await Within(Pool.Map(new Scale(100), SeedPairs).ToArrayAsync()));

    [Fact]
    public async Task A_starmap_takes_two_sequences_and_stops_at_the_shorter()
    {
        var k = 100;
        Assert.Equal(SeedResults, await Within(Pool.Map((int a, int b) => (a + b) * k, Enumerable.Range(0, 20), Enumerable.Range(100, 1000)).ToArrayAsync()));
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
        Assert.Equal(expected, await Within(Pool.Map((int i) => (i * 3L) + 1, items).ToArrayAsync()));
        Assert.Equal(expected, await Within(Pool.Map((int i) => (i * 3L) + 1, items.ToList()).ToArrayAsync()));
        Assert.Equal(expected, await Within(Pool.Map((int i) => (i * 3L) + 1, new ArraySegment<int>([.. items, 7, 8], 0, count)).ToArrayAsync()));
        Assert.Equal(expected, await Within(Pool.Map((int i) => (i * 3L) + 1, items.Where(_ => true)).ToArrayAsync()));
        Assert.Equal(expected, await Within(Pool.Map((int i) => (i * 3L) + 1, Async(items)).ToArrayAsync()));
        Assert.Equal(expected, await ListAsync(Pool.Map((int i) => (i * 3L) + 1, items)));
        Assert.Equal(expected, await ListAsync(Pool.Map((int i) => (i * 3L) + 1, items.Where(_ => true))));
        Assert.Equal(expected, await ListAsync(Pool.Map((int i) => (i * 3L) + 1, Async(items))));
    }

    [Fact]
    public async Task Every_form_of_a_function_maps()
    {
        int[] items = [1, 2, 3];
        int[] doubled = [2, 4, 6];
        Assert.Equal(doubled, await Within(Pool.Map((IMapFunction<int, int>)new Twice(), items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map((IAsyncMapFunction<int, int>)new Twice(), items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map((IBatchMapFunction<int, int>)new Twice(), items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map((int i) => 2 * i, items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map((int i, CancellationToken _) => ValueTask.FromResult(2 * i), items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map(async (int i) => { await Task.Yield(); return 2 * i; }, items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map(async (int i, CancellationToken _) => { await Task.Yield(); return 2 * i; }, items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map((int i, MapContext context) => (int)context.Index + 1 + i, items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map(MapFunction.WithState(2, (int two, int i) => two * i), items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map(MapFunction.PerWorker(_ => 2, (int two, int i) => two * i), items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map(MapFunction.PerWorker((_, _) => ValueTask.FromResult(2), (int two, int i, CancellationToken _) => ValueTask.FromResult(two * i)), items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map(MapFunction.PerWorker(_ => 2, (int two, int i, CancellationToken _) => ValueTask.FromResult(two * i)), items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map(MapFunction.PerWorker((_, _) => ValueTask.FromResult(2), (int two, int i) => two * i), items).ToArrayAsync()));
        Assert.Equal(doubled, await Within(Pool.Map(MapFunction.PerWorker(_ => 2, (int two, int i, MapContext context) => two * i * context.Attempt), items).ToArrayAsync()));
    }

    [Fact]
    public async Task Null_is_a_result_like_any_other() =>
        Assert.Equal(new[] { null, "1", null, "3" }, await Within(Pool.Map((int i) => i % 2 == 0 ? null : i.ToString(CultureInfo.InvariantCulture), Enumerable.Range(0, 4)).ToArrayAsync()));

    [Fact]
    public async Task References_come_through_as_they_are()
    {
        var items = Enumerable.Range(0, 500).Select(i => new object()).ToArray();
        if (!KeepsReferences)
        {
            await Assert.ThrowsAsync<PayloadException>(() => Pool.Map((object o) => o, items).ToArrayAsync());
            return;
        }

        var results = await Within(Pool.Map((object o) => o, items).ToArrayAsync());
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
        var outcomes = await ListAsync(Pool.Map((int i, MapContext context) => (Value: -i, Worker: context.Worker.ToString()), Enumerable.Range(5, 300)).Settled());
        Assert.Equal(Enumerable.Range(0, 300).Select(i => ((long)i, i + 5, -i - 5)), outcomes.Select(outcome => (outcome.Index, outcome.Item, outcome.Value.Value)));
        Assert.InRange(outcomes.Select(outcome => outcome.Worker).Distinct().Count(), 1, Workers);
        Assert.Equal(outcomes.Select(outcome => outcome.Value.Worker), outcomes.Select(outcome => outcome.Worker.ToString()));
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
        var results = await Within(Pool.Map(new BatchLengths(name), Enumerable.Range(0, 1000).ToArray()).With(new MapOptions { ChunkSize = size }).ToArrayAsync());
        Assert.Equal(Enumerable.Range(0, 1000), results);
        var lengths = Lengths(name);
        Assert.All(lengths[..^1], length => Assert.Equal(size, length));
        Assert.Equal(1000, lengths.Sum());

        name = Witness.New();
        await ListAsync(Pool.Map(new BatchLengths(name), Enumerable.Range(0, 1000).Where(_ => true)).With(new MapOptions { ChunkSize = size }));
        lengths = Lengths(name);
        Assert.All(lengths[..^1], length => Assert.Equal(size, length));
    }

    private static int[] Lengths(string name) =>
        [.. Witness.Heard(name).Select(line => line.Split(' ')).OrderBy(words => long.Parse(words[0], CultureInfo.InvariantCulture)).Select(words => int.Parse(words[1], CultureInfo.InvariantCulture))];

    [Fact]
    public async Task Random_numbers_of_an_item_are_the_same_for_any_chunking()
    {
        var seeded = new MapOptions { Seed = 42 };
        var items = Enumerable.Range(0, 200).ToArray();
        var expected = await Within(Pool.Map((int _, MapContext context) => context.CreateRandom().NextInt64(), items).With(seeded).ToArrayAsync());
        Assert.Equal(expected, await Within(Pool.Map((int _, MapContext context) => context.CreateRandom().NextInt64(), items).With(seeded with { ChunkSize = 7 }).ToArrayAsync()));
        Assert.Equal(expected, await ListAsync(Pool.Map((int _, MapContext context) => context.CreateRandom().NextInt64(), items.Where(_ => true)).With(seeded)));
        Assert.NotEqual(expected, await Within(Pool.Map((int _, MapContext context) => context.CreateRandom().NextInt64(), items).ToArrayAsync()));
        Assert.Equal(200, expected.Distinct().Count());
        Assert.True(await Within(Pool.Map((int _, MapContext context) => context.CreateRandom().Next() == context.CreateRandom().Next(), items).ToArrayAsync()) is var same && same.All(x => x));
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

    [Fact]
    public async Task Arrays_of_several_dimensions_keep_their_lengths_and_bounds_as_items_and_as_results()
    {
        var moved = (int[,])Array.CreateInstance(typeof(int), [1, 2], [3, -4]);
        moved[3, -3] = 7;
        int[][,] items = [new int[0, 5], new int[2, 0], new int[0, 0], moved, new int[,] { { 1 }, { 2 } }];
        var results = await Within(Pool.Map((int[,] item) => (item, $"{item.GetLength(0)}x{item.GetLength(1)} from {item.GetLowerBound(0)}, {item.GetLowerBound(1)}"), items).ToArrayAsync());
        Assert.Equal(["0x5 from 0, 0", "2x0 from 0, 0", "0x0 from 0, 0", "1x2 from 3, -4", "2x1 from 0, 0"], results.Select(result => result.Item2));
        Assert.Equal(["0 5", "2 0", "0 0", "1 2", "2 1"], results.Select(result => $"{result.item.GetLength(0)} {result.item.GetLength(1)}"));
        Assert.Equal((7, 2), (results[3].item[3, -3], results[4].item[1, 0]));
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
            Witness.Tell(name, $"{context.Index} {items.Length}");
            items.CopyTo(results);
        }
    }
}
