using ActorMap.Messages;
using ActorMap.Ordering;
using ActorMap.Tests.Simulation;
using CsCheck;
using Xunit;

namespace ActorMap.Tests.Ordering;

/// <summary>Positions in, order out.</summary>
public sealed class PuttingInOrder
{
    private static readonly Gen<int[]> Lengths = Gen.Int[1, 9].Array[0, 30];

    [Fact]
    public void Pieces_come_out_by_position_however_they_came_in() => Cases.Hold(Gen.Select(Lengths, Gen.Int), 500, shape =>
    {
        var (lengths, seed) = shape;
        var ranges = lengths.Select((length, i) => new IndexRange(lengths.Take(i).Sum(), lengths.Take(i).Sum() + length)).ToArray();
        var random = new ItemRandom(seed, 0);
        var (order, taken) = (new Reorderer<int>(), new List<IndexRange>());
        foreach (var range in ranges.OrderBy(_ => random.NextDouble()))
        {
            order.Add(range, (int)range.Start);
            while (order.TryTake(out var next, out var piece))
            {
                Assert.Equal(next.Start, piece);
                taken.Add(next);
            }

            Assert.Equal(taken.Count == 0 ? 0 : taken[^1].End, order.Next);
        }

        Assert.Equal(ranges, taken);
        Assert.Equal(0, order.Waiting);
    });

    [Fact]
    public void A_piece_waits_for_the_one_before_it()
    {
        var order = new Reorderer<string>();
        order.Add(new IndexRange(2, 4), "later");
        Assert.False(order.TryTake(out _, out _));
        order.Add(new IndexRange(0, 2), "first");
        Assert.True(order.TryTake(out _, out var first));
        Assert.True(order.TryTake(out _, out var later));
        Assert.Equal(("first", "later"), (first, later));
    }

    [Fact]
    public void What_nobody_asks_for_can_be_dropped()
    {
        var order = new Reorderer<string>();
        order.Add(new IndexRange(7, 8), "b");
        order.Add(new IndexRange(3, 4), "a");
        Assert.True(order.TryDrop(out var a));
        Assert.True(order.TryDrop(out var b));
        Assert.False(order.TryDrop(out _));
        Assert.Equal(("a", "b"), (a, b));
    }
}
