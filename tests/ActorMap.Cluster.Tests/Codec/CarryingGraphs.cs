using CsCheck;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

public sealed class CarryingGraphs
{
    [Fact]
    public void Private_readonly_and_inherited_fields_are_carried()
    {
        var copy = Carried.Function(new Derived(1, "b", 2.5));
        Assert.Equal("1 b 2.5 7", copy.Text());
    }

    [Fact]
    public void Records_structs_tuples_and_nullables_are_carried()
    {
        var value = (new Point(1, 2), (Point?)new Point(3, 4), (Point?)null, new Pair("a", null), Tuple.Create(1, "x"), new { A = 1, B = "two" });
        Assert.Equal(value, Carried.State(value));
    }

    [Fact]
    public void A_shared_reference_stays_shared_and_a_cycle_stays_a_cycle()
    {
        var node = new Node { Name = "a" };
        node.Next = new Node { Name = "b", Next = node };
        var copy = Carried.State((node, node));
        Assert.Same(copy.Item1, copy.Item2);
        Assert.Same(copy.Item1, copy.Item1.Next!.Next);
        Assert.Equal("b", copy.Item1.Next.Name);
    }

    [Fact]
    public void A_list_of_100_000_nodes_does_not_overflow_the_stack()
    {
        Node? first = null;
        for (var i = 0; i < 100_000; i++) first = new Node { Name = null, Next = first };
        var count = 0;
        for (var node = Carried.State(first); node is not null; node = node.Next) count++;
        Assert.Equal(100_000, count);
    }

    [Fact]
    public void Arrays_of_every_rank_and_bounds_are_carried()
    {
        var bounded = Array.CreateInstance(typeof(int), [2, 2], [5, -1]);
        bounded.SetValue(42, 6, 0);
        var copy = Carried.State(new object[]
        {
            new[] { 1, 2 }, new[,] { { 1, 2 }, { 3, 4 } }, new[,,] { { { "a", null } } }, new int[][] { [1], [2, 3] }, bounded,
            new (int, long)[] { (1, 2) }, new[] { new Pair("a", null) }, new bool?[] { true, null }, Array.Empty<string>(), new Nothing[3],
        });
        Assert.Equal([1, 2], (int[])copy[0]);
        Assert.Equal(new[,] { { 1, 2 }, { 3, 4 } }, (int[,])copy[1]);
        Assert.Equal("a", ((string?[,,])copy[2])[0, 0, 0]);
        Assert.Equal([2, 3], ((int[][])copy[3])[1]);
        Assert.Equal(42, ((Array)copy[4]).GetValue(6, 0));
        Assert.Equal([(1, 2L)], ((int, long)[])copy[5]);
        Assert.Equal([new Pair("a", null)], (Pair[])copy[6]);
        Assert.Equal([true, null], (bool?[])copy[7]);
        Assert.Empty((string[])copy[8]);
        Assert.Equal(3, ((Nothing[])copy[9]).Length);
    }

    [Fact]
    public void An_object_of_another_type_than_its_field_is_carried() =>
        Assert.Equal(new object?[] { 1, "a", 'c', 2.5m, null, DayOfWeek.Friday }, Carried.State(new object?[] { 1, "a", 'c', 2.5m, null, DayOfWeek.Friday }));

    [Fact]
    public void A_lone_surrogate_survives() => Assert.Equal("a\uD800b\uDC00", Carried.State("a\uD800b\uDC00"));

    [Fact]
    public void Any_text_is_carried() => Gen.String.Array.Sample(texts => Assert.Equal(texts, Carried.State(texts)), iter: 200);

    [Fact]
    public void Any_plain_values_are_carried() => Gen.Select(Gen.Double, Gen.Byte, Gen.Guid, Gen.Decimal, Gen.DateTime).Array.Sample(
        values => Assert.Equal(values, Carried.State(values)), iter: 200);

    private class Base(int a)
    {
        private readonly int _a = a;

        protected string OfBase => $"{_a}";
    }

    private sealed class Derived(int a, string b, double c) : Base(a)
    {
        private readonly int _a = 7;

        public double C { get; } = c;

        internal string Text() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{OfBase} {b} {C} {_a}");
    }

    private sealed class Node
    {
        internal string? Name { get; init; }

        internal Node? Next { get; set; }
    }

    private readonly record struct Point(int X, long Y);

    private sealed record Pair(string A, object? B);

    private struct Nothing;
}
