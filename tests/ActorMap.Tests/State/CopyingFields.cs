using System.Runtime.CompilerServices;
using ActorMap.State;
using Xunit;

namespace ActorMap.Tests.State;

public sealed class CopyingFields
{
    [Fact]
    public void A_function_object_is_always_a_new_one()
    {
        var original = new Empty();
        Assert.NotSame(original, StateCopier.Capture(original));
        Assert.NotSame(original, StateCopier.Copy(original));
    }

    [Fact]
    public void Private_readonly_and_base_class_fields_are_copied_deeply()
    {
        var original = new Derived([1, 2], [3, 4]);
        var copy = StateCopier.Capture(original);
        original.Change();
        Assert.Equal([1, 2, 3, 4], copy.All());
        copy.Change();
        Assert.Equal([-1, 2, -3, 4], original.All());
    }

    [Fact]
    public void Primary_constructor_parameters_are_copied()
    {
        int[] numbers = [1, 2];
        var copy = StateCopier.Capture(new ByParameter(numbers));
        numbers[0] = 9;
        Assert.Equal(1, copy.First);
    }

    [Fact]
    public void Records_keep_their_value_and_are_new()
    {
        var original = new Line(new Point(1, 2), new Point(3, 4), "l");
        var copy = Holder.Captured(original);
        Assert.Equal(original, copy);
        Assert.NotSame(original, copy);
        Assert.NotSame(original.From, copy.From);
        Assert.Same(original.Name, copy.Name);
    }

    [Fact]
    public void Tuples_structs_and_nullables_are_copied_in_place()
    {
        var inner = new int[] { 1 };
        var copy = Holder.Captured((1, "a", (inner, (Pair?)new Pair { Left = inner, Right = [inner] }), DayOfWeek.Friday));
        inner[0] = 2;
        Assert.Equal(1, copy.Item3.inner[0]);
        Assert.Same(copy.Item3.inner, copy.Item3.Item2!.Value.Left);
        Assert.Same(copy.Item3.inner, copy.Item3.Item2!.Value.Right[0]);
        Assert.Equal(DayOfWeek.Friday, copy.Item4);
    }

    [Fact]
    public void Boxed_values_are_copied()
    {
        object boxed = new Pair { Left = [1], Right = [] };
        var copy = Holder.Captured(boxed);
        Assert.NotSame(boxed, copy);
        Assert.NotSame(((Pair)boxed).Left, ((Pair)copy).Left);
        Assert.Equal([1], ((Pair)copy).Left);
        Assert.Equal(7, Holder.Captured<object>(7));
        Assert.Equal(DayOfWeek.Monday, Holder.Captured<object>(DayOfWeek.Monday));
    }

    [Fact]
    public void Inline_arrays_are_copied_in_every_element()
    {
        var original = new Slots();
        var pairs = new PairSlots();
        for (var i = 0; i < 4; i++) (original[i], pairs[i]) = ([i], new Pair { Left = [i], Right = [] });
        var copy = Holder.Captured((original, pairs));
        for (var i = 0; i < 4; i++)
        {
            original[i][0] = pairs[i].Left[0] = -1;
            Assert.Equal(i, copy.original[i][0]);
            Assert.Equal(i, copy.pairs[i].Left[0]);
        }
    }

    [Fact]
    public void Arrays_of_any_rank_and_bounds_are_copied()
    {
        var cube = new string?[2, 3, 4];
        cube[1, 2, 3] = "x";
        Assert.Equal("x", Holder.Captured(cube)[1, 2, 3]);

        var matrix = new int[2][,] { new int[1, 1] { { 5 } }, new int[2, 2] };
        var copy = Holder.Captured(matrix);
        matrix[0][0, 0] = 6;
        Assert.Equal(5, copy[0][0, 0]);

        var from5 = Array.CreateInstance(typeof(int[]), [3], [5]);
        from5.SetValue(new[] { 1 }, 6);
        var from5Copy = Holder.Captured(from5);
        ((int[])from5.GetValue(6)!)[0] = 2;
        Assert.Equal(5, from5Copy.GetLowerBound(0));
        Assert.Equal(1, ((int[])from5Copy.GetValue(6)!)[0]);
    }

    [Fact]
    public void Long_arrays_of_numbers_and_of_structs_of_numbers_are_copied_to_the_last_element()
    {
        var numbers = Enumerable.Range(0, 5_000_001).ToArray();
        var points = numbers.Select(i => ((byte)i, (long)i)).ToArray();
        var copy = StateCopier.Copy(new Tuple<int[], (byte, long)[]>(numbers, points));
        Assert.NotSame(numbers, copy.Item1);
        Assert.NotSame(points, copy.Item2);
        Assert.True(numbers.AsSpan().SequenceEqual(copy.Item1));
        Assert.True(points.AsSpan().SequenceEqual(copy.Item2));
    }

    [Fact]
    public void An_array_that_stands_for_an_array_of_a_base_type_keeps_its_own_type()
    {
        object[] points = new Point[] { new(1, 2) };
        var copy = Holder.Captured(points);
        Assert.IsType<Point[]>(copy);
        Assert.Equal(points, copy);
        Assert.NotSame(points[0], copy[0]);
    }

    [Fact]
    public void Arrays_of_structs_are_copied_in_place()
    {
        var pairs = Enumerable.Range(0, 100).Select(i => new Pair { Left = [i], Right = [[i]] }).ToArray();
        var copy = Holder.Captured(pairs);
        foreach (var pair in pairs) pair.Left[0] = pair.Right[0][0] = -1;
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal((i, i), (copy[i].Left[0], copy[i].Right[0][0])));
    }

    [Fact]
    public void A_random_generator_goes_on_with_its_own_sequence_in_each_worker()
    {
        var original = new Holder<Random>(new Random(5));
        var captured = StateCopier.Capture(original);
        var (one, other) = (StateCopier.Copy(captured).Value, StateCopier.Copy(captured).Value);
        var expected = new Random(5);
        var sequence = Enumerable.Range(0, 20).Select(_ => expected.Next()).ToArray();
        Assert.Equal(sequence, Enumerable.Range(0, 20).Select(_ => one.Next()));
        Assert.Equal(sequence, Enumerable.Range(0, 20).Select(_ => other.Next()));
        Assert.Equal(sequence[0], original.Value.Next());
    }

    private sealed class Empty;

    private class Base(int[] own)
    {
        private readonly int[] _own = own;

        public virtual void Change() => _own[0] *= -1;

        public virtual IEnumerable<int> All() => _own;
    }

    private sealed class Derived(int[] inherited, int[] own) : Base(inherited)
    {
        private readonly int[] _own = own;

        public override void Change()
        {
            base.Change();
            _own[0] *= -1;
        }

        public override IEnumerable<int> All() => [.. base.All(), .. _own];
    }

    private sealed class ByParameter(int[] numbers)
    {
        public int First => numbers[0];
    }

    private sealed record Point(int X, int Y);

    private sealed record Line(Point From, Point To, string Name);

    private struct Pair
    {
        public int[] Left;
        public int[][] Right;
    }

    [InlineArray(4)]
    private struct Slots
    {
        private int[] _first;
    }

    [InlineArray(4)]
    private struct PairSlots
    {
        private Pair _first;
    }
}
