using Xunit;

namespace ActorMap.Tests.Pool;

public abstract partial class PoolContract
{
    [Fact]
    public async Task An_endless_source_is_read_only_as_far_as_it_is_consumed()
    {
        var source = new CountingSource();
        var taken = 0;
        await Within(Task.Run(async () =>
        {
            await foreach (var _ in Pool.Map((int i) => i, source.Items()).With(new MapOptions { MaxInFlight = 10 }))
            {
                Assert.InRange(source.Read - taken, 0, 10);
                if (++taken == 1000) break;
            }
        }));

        Assert.True(source.IsReleased);
        Assert.InRange(source.Read, 1000, 1010);
    }

    [Theory]
    [InlineData(1_100_000_000)]
    [InlineData(int.MaxValue)]
    public async Task A_chunk_of_a_sequence_may_be_meant_to_be_longer_than_that(int chunkSize)
    {
        var map = Pool.Map((int i) => 2 * i, Enumerable.Range(0, 1_000).Where(i => i % 2 == 0)).With(new MapOptions { ChunkSize = chunkSize });
        Assert.Equal(Enumerable.Range(0, 500).Select(i => 4 * i), await Within(map.ToArrayAsync()));
    }

    [Fact]
    public async Task Nothing_is_read_before_the_map_is_enumerated()
    {
        var source = new CountingSource();
        var query = Pool.Map((int i) => i, source.Items());
        await using var enumerator = query.GetAsyncEnumerator();
        Assert.Equal(0, source.Read);
        Assert.True(await Within(enumerator.MoveNextAsync().AsTask()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public async Task In_flight_can_be_less_than_a_chunk(int maxInFlight)
    {
        var options = new MapOptions { MaxInFlight = maxInFlight, ChunkSize = 50 };
        Assert.Equal(Enumerable.Range(0, 500), await Within(Pool.Map((int i) => i, Enumerable.Range(0, 500).Where(_ => true)).With(options).ToArrayAsync()));
        Assert.Equal(Enumerable.Range(0, 500), await ListAsync(Pool.Map((int i) => i, Enumerable.Range(0, 500).Where(_ => true)).With(options)));
        Assert.Equal(Enumerable.Range(0, 500), await ListAsync(Pool.Map((int i) => i, Enumerable.Range(0, 500).ToArray()).With(options)));
    }

    [Fact]
    public async Task Leaving_the_enumeration_releases_the_source_and_the_pool_goes_on()
    {
        var source = new CountingSource();
        await Within(LeaveAsync(source.Items()));
        Assert.True(source.IsReleased);
        await Within(LeaveAsync(source.AsyncItems()));
        await Within(source.AsyncReleased.Task);
        Assert.Equal(new[] { 1, 2 }, await Within(Pool.Map((int i) => i, new[] { 1, 2 }).ToArrayAsync()));

        async Task LeaveAsync(object items)
        {
            await foreach (var _ in items is IAsyncEnumerable<int> asynchronous ? Pool.Map((int i) => i, asynchronous) : Pool.Map((int i) => i, (IEnumerable<int>)items)) break;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    public async Task A_sources_own_exception_comes_as_it_is_after_the_values_before_it(int at)
    {
        var (values, error) = await FailureAsync<int, InvalidDataException>(Pool.Map((int i) => i, Throwing(at)));
        Assert.Equal(Enumerable.Range(0, at), values);
        Assert.Equal("source", error.Message);
        await Assert.ThrowsAsync<InvalidDataException>(() => Within(Pool.Map((int i) => i, Throwing(at)).ToArrayAsync()));
        (values, _) = await FailureAsync<int, InvalidDataException>(Pool.Map((int i) => i, Async(Throwing(at))));
        Assert.Equal(Enumerable.Range(0, at), values);
        var (outcomes, _) = await FailureAsync<MapResult<int, int>, InvalidDataException>(Pool.Map((int i) => i, Throwing(at)).Settled());
        Assert.Equal(at, outcomes.Count);
    }

    [Fact]
    public async Task A_source_that_throws_when_it_is_opened_or_disposed_fails_the_map()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => Within(Pool.Map((int i) => i, new BadEnumerable(open: true)).ToArrayAsync()));
        var (values, _) = await FailureAsync<int, InvalidDataException>(Pool.Map((int i) => i, new BadEnumerable(open: false)));
        Assert.Equal(new[] { 1, 2, 3 }, values);
    }

    [Fact]
    public async Task A_failed_item_before_the_sources_exception_is_the_one_thrown()
    {
        var error = await Assert.ThrowsAsync<MapItemException>(() => Within(Pool.Map((int i) => i == 5 ? throw new FormatException() : i, Throwing(10)).ToArrayAsync()));
        Assert.Equal(5, error.Index);
    }

    [Fact]
    public async Task A_source_that_blocks_delays_neither_the_outcomes_before_it_nor_a_cancellation()
    {
        var gate = Witness.New();
        using var cancellation = new CancellationTokenSource();
        var seen = new List<int>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Within(Task.Run(async () =>
        {
            await foreach (var result in Pool.Map((int i) => i, Blocking(gate, 100)).WithCancellation(cancellation.Token))
            {
                seen.Add(result);
                if (result == 99) await cancellation.CancelAsync();
            }
        })));
        Assert.Equal(Enumerable.Range(0, 100), seen);
        Gate.Open(gate);
    }

    [Fact]
    public async Task Outcomes_of_a_chunk_are_delivered_as_far_as_it_is_done()
    {
        var gate = Witness.New();
        var seen = 0;
        await Within(Task.Run(async () =>
        {
            await foreach (var result in Pool.Map((int i) => { if (i == 10) Gate.Pass(gate); return i; }, Enumerable.Range(0, 20)).With(new MapOptions { ChunkSize = 20 }))
            {
                Assert.Equal(seen++, result);
                if (result == 9) Gate.Open(gate);
            }
        }));
        Assert.Equal(20, seen);
    }

    [Fact]
    public async Task A_list_that_is_shortened_meanwhile_is_told()
    {
        var list = Enumerable.Range(0, 1000).ToList();
        var gate = Witness.New();
        var running = Pool.Map((int i) => { if (i == 0) Gate.Pass(gate); return i; }, list).With(new MapOptions { ChunkSize = 10 }).ToArrayAsync();
        await Within(Gate.Arrival(gate));
        list.Clear();
        Gate.Open(gate);
        var error = await Record.ExceptionAsync(() => Within(running));
        Assert.True(error is null or InvalidOperationException, $"{error}");
    }

    private static IEnumerable<int> Throwing(int at)
    {
        for (var i = 0; i < at; i++) yield return i;
        throw new InvalidDataException("source");
    }

    private static IEnumerable<int> Blocking(string gate, int at)
    {
        for (var i = 0; i < at; i++) yield return i;
        Gate.Pass(gate);
        yield return -1;
    }

    private sealed class CountingSource
    {
        private volatile int _read;

        public int Read => _read;

        public volatile bool IsReleased;

        public TaskCompletionSource AsyncReleased { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IEnumerable<int> Items()
        {
            var released = new TaskCompletionSource();
            try
            {
                for (var i = 0; ; i++)
                {
                    _read++;
                    yield return i;
                }
            }
            finally
            {
                IsReleased = true;
            }
        }

        public async IAsyncEnumerable<int> AsyncItems()
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    await Task.Yield();
                    yield return i;
                }
            }
            finally
            {
                AsyncReleased.TrySetResult();
            }
        }
    }

    private sealed class BadEnumerable(bool open) : IEnumerable<int>, IEnumerator<int>
    {
        public int Current { get; private set; }

        object System.Collections.IEnumerator.Current => Current;

        public IEnumerator<int> GetEnumerator() => open ? throw new InvalidDataException("open") : this;

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        public bool MoveNext() => ++Current <= 3;

        public void Reset() => throw new NotSupportedException();

        public void Dispose() => throw new InvalidDataException("dispose");
    }
}
