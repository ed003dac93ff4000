using ActorMap.Messages;
using ActorMap.Ordering;
using ActorMap.Tests.Simulation;
using CsCheck;
using Xunit;

namespace ActorMap.Tests.Ordering;

/// <summary>A set of positions that is kept as ranges.</summary>
public sealed class AddingRanges
{
    private static readonly Gen<(long Start, int Length)[]> Ranges = Gen.Select(Gen.Long[0, 60], Gen.Int[0, 15]).Array[0, 40];

    [Fact]
    public void A_set_of_ranges_knows_what_a_set_of_positions_knows() => Cases.Hold(Ranges, 2_000, ranges =>
    {
        var (set, model, added) = (new RangeSet(), new HashSet<long>(), new List<IndexRange>());
        foreach (var (start, length) in ranges)
        {
            var fresh = Positions(start, length).Where(model.Add).ToArray();
            set.Add(new IndexRange(start, start + length), added);
            Assert.Equal(fresh, added.SelectMany(part => Positions(part.Start, part.Length)));
            Assert.Equal(model.Count, set.Count);
            Assert.Equal(Enumerable.Range(0, 100).First(index => !model.Contains(index)), set.Head);
            Assert.Equal(model.Count == 0 ? 0 : model.Max() + 1, set.Top);
            Assert.Equal(model.Count(index => index > set.Head && !model.Contains(index - 1)), set.Gaps);
        }
    });

    [Fact]
    public void One_position_is_added_once()
    {
        var set = new RangeSet();
        Assert.True(set.Add(3));
        Assert.False(set.Add(3));
        Assert.Equal((0, 1, 4), (set.Head, set.Count, set.Top));
    }

    [Fact]
    public void What_comes_ahead_waits_and_goes_with_the_head()
    {
        var (set, added) = (new RangeSet(), new List<IndexRange>());
        set.Add(new IndexRange(5, 8), added);
        set.Add(new IndexRange(2, 5), added);
        Assert.Equal((0, 1), (set.Head, set.Gaps));
        set.Add(new IndexRange(0, 2), added);
        Assert.Equal((8, 0), (set.Head, set.Gaps));
    }

    [Fact]
    public void A_range_over_others_adds_what_lies_between_them()
    {
        var (set, added) = (new RangeSet(), new List<IndexRange>());
        set.Add(new IndexRange(2, 4), added);
        set.Add(new IndexRange(6, 8), added);
        set.Add(new IndexRange(1, 10), added);
        Assert.Equal([new(1, 2), new(4, 6), new(8, 10)], added);
        Assert.Equal(1, set.Gaps);
    }

    private static IEnumerable<long> Positions(long start, long length) => Enumerable.Range(0, (int)length).Select(offset => start + offset);
}
