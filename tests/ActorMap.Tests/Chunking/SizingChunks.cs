using ActorMap.Chunking;
using ActorMap.Tests.Simulation;
using CsCheck;
using Xunit;

namespace ActorMap.Tests.Chunking;

/// <summary>How long the next chunk is.</summary>
public sealed class SizingChunks
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void The_first_chunks_are_as_long_as_the_rules_say() =>
        Assert.Equal((5, null), (new ChunkLength(new ChunkRules { First = 5 }).Next(null, 4), new ChunkLength(new ChunkRules()).ItemSeconds));

    [Fact]
    public void A_chunk_takes_its_target_time()
    {
        var length = new ChunkLength(new ChunkRules { Target = 10 * Millisecond, Growth = 100 });
        length.Observe(1, Millisecond / 5);
        Assert.Equal(50, length.Next(null, 4));
    }

    [Fact]
    public void Chunks_grow_by_a_factor_at_most()
    {
        var length = new ChunkLength(new ChunkRules { Target = 1_000 * Millisecond, Growth = 8 });
        length.Observe(1, TimeSpan.FromMicroseconds(1));
        Assert.Equal([8, 64, 512, 4_096], Enumerable.Range(0, 4).Select(_ => length.Next(null, 1)));
    }

    [Fact]
    public void Chunks_shrink_at_once_when_items_turn_out_longer()
    {
        var length = new ChunkLength(new ChunkRules { Target = Millisecond, First = 1_000 });
        length.Observe(1_000, Millisecond);
        Assert.Equal(1_000, length.Next(null, 1));
        length.Observe(1_000, 100 * Millisecond);
        Assert.Equal(10, length.Next(null, 1));
    }

    [Fact]
    public void Shorter_items_are_believed_slowly()
    {
        var length = new ChunkLength(new ChunkRules());
        length.Observe(1, 10 * Millisecond);
        length.Observe(1, 2 * Millisecond);
        Assert.Equal(0.006, length.ItemSeconds!.Value, 6);
    }

    [Fact]
    public void A_chunk_of_nothing_teaches_nothing()
    {
        var length = new ChunkLength(new ChunkRules());
        length.Observe(0, Millisecond);
        Assert.Null(length.ItemSeconds);
    }

    [Fact]
    public void An_exact_chunk_is_exact_whatever_is_left_and_measured()
    {
        var length = new ChunkLength(new ChunkRules { Exact = 7 });
        length.Observe(7, TimeSpan.FromSeconds(1));
        Assert.True(length.IsExact);
        Assert.Equal((7, 7), (length.Next(3, 64), length.Next(null, 1)));
    }

    [Fact]
    public void No_chunk_is_empty_or_too_long_or_more_than_a_share() => Cases.Hold(
        Gen.Select(Gen.Long[1, 1_000], Gen.Long[1, 10_000], Gen.Int[1, 64], Gen.Select(Gen.Int[1, 1_000], Gen.Long[0, 10_000_000]).Array[0, 10]),
        1_000,
        shape =>
        {
            var (longest, left, workers, measured) = shape;
            var length = new ChunkLength(new ChunkRules { Longest = longest });
            foreach (var (items, ticks) in measured)
            {
                length.Observe(items, new TimeSpan(ticks));
                Assert.InRange(length.Next(null, workers), 1, longest);
                Assert.InRange(length.Next(left, workers), 1, Math.Max(1, (left + workers) / workers));
            }
        });
}
