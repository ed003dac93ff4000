using System.Collections;
using ActorMap.Sources;
using Xunit;

namespace ActorMap.Tests.Sources;

/// <summary>What a source that is read holds on to: segments, of which each is let go of when all of it has its outcome.</summary>
public sealed class HoldingItems
{
    private static readonly byte[] Large = new byte[1 << 20];
    private static readonly byte[] Small = new byte[8];

    [Fact]
    public async Task Plain_items_lie_in_ever_longer_segments_up_to_a_mebibyte()
    {
        using var reading = new Reading<int>(Enumerable.Range(0, 1_000_000).Where(_ => true));
        await reading.ToAsync(1_000_000, ahead: 10);
        Assert.Equal(64, reading.Source.LongestFrom(0));
        Assert.Equal(128, reading.Source.LongestFrom(64));
        Assert.Equal(1 << 18, reading.Source.LongestFrom((1 << 19) - 64));
    }

    [Fact]
    public async Task Large_items_lie_in_segments_of_a_few()
    {
        using var reading = new Reading<byte[]>(Enumerable.Repeat(Large, 300));
        Assert.All(await reading.WalkAsync(300, ahead: 200), segment => Assert.InRange(segment.Length, 1, 4));
    }

    [Fact]
    public async Task Large_slices_lie_in_segments_of_a_few()
    {
        using var reading = new Reading<ReadOnlyMemory<byte>>(Enumerable.Repeat<ReadOnlyMemory<byte>>(Large, 300));
        Assert.All(await reading.WalkAsync(300, ahead: 200), segment => Assert.InRange(segment.Length, 1, 4));
    }

    [Fact]
    public async Task Items_that_come_many_at_once_are_weighed_too()
    {
        using var reading = new Reading<byte[]>(new AtOnce(Enumerable.Repeat(Small, 1000).Concat(Enumerable.Repeat(Large, 300)).ToArray()));
        var segments = await reading.WalkAsync(1300, ahead: 200);
        Assert.All(segments.Where(segment => segment.Start >= 1064), segment => Assert.InRange(segment.Length, 1, 4));
    }

    [Fact]
    public async Task What_one_can_not_weigh_is_held_no_longer_than_as_much_is_read_ahead()
    {
        var read = new List<WeakReference>();
        using var reading = new Reading<object>(Objects(read));
        Assert.All(await reading.WalkAsync(1000, ahead: 10), segment => Assert.InRange(segment.Length, 1, 10));
        GC.Collect();
        Assert.InRange(read.Take(1000).Count(item => item.IsAlive), 0, 10);
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(4, 2)]
    public async Task What_a_slow_consumer_has_taken_is_not_held(int maxInFlight, int? chunkSize)
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 2 });
        var (read, taken) = (new List<WeakReference>(), 0);
        await foreach (var _ in pool.Map((object item) => item.GetHashCode(), Objects(read)).With(new MapOptions { MaxInFlight = maxInFlight, ChunkSize = chunkSize }))
        {
            if (++taken == 500) break;
            if (taken % 100 != 0) continue;
            GC.Collect();

            // What is in flight, a segment behind it, and what a thread has in hand.
            lock (read) Assert.InRange(read.Count(item => item.IsAlive), 0, 16);
        }
    }

    [Fact]
    public async Task Where_items_turn_out_large_the_segment_ends_and_what_may_be_read_has_to_be_said_anew()
    {
        using var reading = new Reading<byte[]>(Enumerable.Repeat(Small, 10_000).Concat(Enumerable.Repeat(Large, 100_000)));
        var source = reading.Source;
        await reading.ToAsync(10_000, ahead: 100_000);
        source.ReadTo(100_000, ahead: 100_000);
        await reading.AdvancedAsync();
        Assert.InRange(source.Readable, 10_000, 10_064);
        Assert.InRange(source.BytesPerItem, Large.Length / 64, 2 * Large.Length);
        var readable = source.Readable;
        await reading.ToAsync(readable + 100, ahead: 7);
        for (var index = readable; index < readable + 100; index++) Assert.InRange(source.LongestFrom(index), 1, 7);
    }

    [Fact]
    public async Task An_exact_chunk_of_large_items_lies_in_one_segment()
    {
        using var reading = new Reading<byte[]>(Enumerable.Repeat(Large, 300), exactChunk: 10);
        Assert.All(await reading.WalkAsync(300, ahead: 20), segment => Assert.Equal(10, segment.Length));
    }

    [Fact]
    public async Task The_place_for_an_exact_chunk_grows_with_what_comes()
    {
        using var reading = new Reading<int>(Enumerable.Range(0, 100).Where(_ => true), exactChunk: int.MaxValue);
        await reading.ToAsync(64, ahead: int.MaxValue);
        Assert.Equal(64, reading.Source.LongestFrom(0));

        // Whoever has a part of it already keeps that, wherever the rest goes.
        var part = reading.Source.Slice(0, 64);
        await reading.ToAsync(101, ahead: int.MaxValue);
        Assert.True(reading.Source.Ended);
        Assert.Equal(128, reading.Source.LongestFrom(0));
        Assert.Equal(Enumerable.Range(0, 64), part.Span.ToArray());
        Assert.Equal(Enumerable.Range(0, 100), reading.Source.Slice(0, 100).Span.ToArray());
        part.Release();
    }

    [Theory]
    [InlineData(10, 60)]
    [InlineData(100, 100)]
    [InlineData(1000, 1000)]
    public async Task Exact_chunks_cross_no_segment(int exact, int first)
    {
        using var reading = new Reading<int>(Enumerable.Range(0, 5_000).Where(_ => true), exact);
        await reading.ToAsync(5_000, ahead: exact);
        Assert.Equal(first, reading.Source.LongestFrom(0));
        for (var start = 0; start < 5_000; start += exact)
        {
            Assert.InRange(reading.Source.LongestFrom(start), exact, long.MaxValue);
            Assert.Equal(Enumerable.Range(start, exact), reading.Source.Slice(start, exact).Span.ToArray());
        }
    }

    private static IEnumerable<object> Objects(List<WeakReference> read)
    {
        while (true)
        {
            var item = new object();
            lock (read) read.Add(new WeakReference(item));
            yield return item;
        }
    }

    /// <summary>A sequence whose items come as many at once as there is room.</summary>
    private sealed class AtOnce(byte[][] items) : IEnumerable<byte[]>, IEnumerator<byte[]>, IReadsMany<byte[]>
    {
        private int _next;

        public byte[] Current => items[_next - 1];

        object IEnumerator.Current => Current;

        public bool MoveNext() => _next++ < items.Length;

        public int Read(Span<byte[]> into)
        {
            var count = Math.Min(into.Length, items.Length - _next);
            items.AsSpan(_next, count).CopyTo(into);
            _next += count;
            return count;
        }

        public IEnumerator<byte[]> GetEnumerator() => this;

        IEnumerator IEnumerable.GetEnumerator() => this;

        public void Reset() => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
