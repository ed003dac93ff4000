using System.Collections;
using ActorMap.Sources;
using Xunit;

namespace ActorMap.Tests.Jobs;

/// <summary>A sequence that gives many items at once is mapped as any other: in order, no further than it may, and what it gave is there at once.</summary>
public sealed class ReadingManyAtOnce : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private MapPool _pool = null!;

    public async Task InitializeAsync() => _pool = await MapPool.StartAsync(new PoolOptions { Workers = 2 });

    public async Task DisposeAsync() => await _pool.DisposeAsync();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(63, 64)]
    [InlineData(64, 64)]
    [InlineData(65, 1000)]
    [InlineData(100_000, 3)]
    [InlineData(1_000_000, 1000)]
    public async Task Every_item_comes_once_and_in_order(int count, int atOnce)
    {
        var source = new Numbers(count, atOnce);

        Assert.Equal(Enumerable.Range(0, count).Select(i => 2L * i), await _pool.Map((int i) => 2L * i, source).ToArrayAsync().WaitAsync(Deadline));
        Assert.True(source.IsReleased);
    }

    [Fact]
    public async Task No_more_is_asked_for_than_may_be_in_flight()
    {
        var source = new Numbers(int.MaxValue, 1000);
        var taken = 0;
        await foreach (var _ in _pool.Map((int i) => i, source).With(new MapOptions { MaxInFlight = 10 }))
        {
            Assert.InRange(source.Given - taken, 0, 10);
            if (++taken == 1000) break;
        }

        Assert.True(source.IsReleased);
    }

    [Fact]
    public async Task What_was_given_does_not_wait_for_what_is_to_come()
    {
        using var waits = new ManualResetEventSlim();
        using var more = new ManualResetEventSlim();
        var source = new Numbers(1000, 100)
        {
            Before = read =>
            {
                if (read == 1) return;
                waits.Set();
                more.Wait();
            },
        };
        await using var results = _pool.Map((int i) => i, source).GetAsyncEnumerator();

        for (var i = 0; i < 1000; i++)
        {
            Assert.True(await results.MoveNextAsync().AsTask().WaitAsync(Deadline));
            Assert.Equal(i, results.Current);

            // All that was given has come before it goes on.
            if (waits.IsSet && i == source.Given - 1) more.Set();
        }

        Assert.True(more.IsSet);
    }

    [Fact]
    public async Task A_fault_comes_behind_what_was_given_before_it()
    {
        var source = new Numbers(1000, 100) { Before = read => { if (read > 3) throw new InvalidDataException("torn"); } };
        var results = new List<int>();

        var error = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var result in _pool.Map((int i) => i, source)) results.Add(result);
        });

        Assert.Equal("torn", error.Message);
        Assert.Equal(Enumerable.Range(0, results.Count), results);
        Assert.True(source.IsReleased);
    }

    /// <summary>0, 1, 2 and so on, so many at a time.</summary>
    private sealed class Numbers(int count, int atOnce) : IEnumerable<int>, IEnumerator<int>, IReadsMany<int>
    {
        private int _reads;

        public int Given { get; private set; }

        public bool IsReleased { get; private set; }

        public Action<int> Before { get; init; } = _ => { };

        public int Current { get; private set; }

        object IEnumerator.Current => Current;

        public IEnumerator<int> GetEnumerator() => this;

        IEnumerator IEnumerable.GetEnumerator() => this;

        public bool MoveNext()
        {
            if (Given == count) return false;
            Current = Given++;
            return true;
        }

        public int Read(Span<int> into)
        {
            Before(++_reads);
            var length = Math.Min(Math.Min(into.Length, atOnce), count - Given);
            for (var i = 0; i < length; i++) into[i] = Given++;
            return length;
        }

        public void Reset() => throw new NotSupportedException();

        public void Dispose() => IsReleased = true;
    }
}
