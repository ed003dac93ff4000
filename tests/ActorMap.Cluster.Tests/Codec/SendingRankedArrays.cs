using ActorMap.Codec;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

/// <summary>Arrays of several dimensions, and arrays that do not begin at 0, come back as they are.</summary>
public sealed class SendingRankedArrays
{
    [Fact]
    public void An_array_with_a_length_of_0_keeps_its_other_lengths_wherever_it_stands()
    {
        Assert.Equal("2x0x5", Shape(Sent.Item(new double[2, 0, 5])));
        Assert.Equal("0x5", Shape(Sent.Item(new double[0, 5])));
        Assert.Equal("0x0 0x3 3x0 1x1", string.Join(' ', Sent.Items(new int[0, 0], new int[0, 3], new int[3, 0], new int[1, 1]).Select(Shape)));
        Assert.Equal("2x0x2", Shape(Sent.Item(new string[2, 0, 2])));
        Assert.Equal("0x1000000", Shape(Sent.Item(new Table[0, 1_000_000])));
        Assert.Equal("0x4", Shape(Sent.Item((new int[0, 4], 1, "a")).Item1));
        Assert.Equal("0x2 0x0", string.Join(' ', Sent.Item(new List<int[,]> { new int[0, 2], new int[0, 0] }).Select(Shape)));
        Assert.Equal("0x6", Shape(Sent.Item(new Dictionary<string, int[,]> { ["a"] = new int[0, 6] })["a"]));
        Assert.Equal("0x7", Shape(Sent.Item<int[][,]>([new int[0, 7]])[0]));
        Assert.Equal("0x1", Shape(Sent.Item(new[,] { { new int[0, 1] } })[0, 0]));
        var table = Sent.Item(new Table("a", new double[0, 5], [1]));
        Assert.Equal(("a", "0x5", 1), (table.Name, Shape(table.Cells), table.Row[0]));
    }

    [Fact]
    public void Its_elements_come_back_in_their_places()
    {
        var numbers = new int[2, 3, 4];
        for (var i = 0; i < numbers.Length; i++) numbers[i / 12, i / 4 % 3, i % 4] = i - 3;
        Assert.Equal(numbers, Sent.Item(numbers));
        Assert.Equal(new[,] { { "a", null }, { "\uD800", "d" } }, Sent.Item(new[,] { { "a", null }, { "\uD800", "d" } }));
        Assert.Equal(new[,] { { (1, 2.5) }, { (3, double.NaN) } }, Sent.Item(new[,] { { (1, 2.5) }, { (3, double.NaN) } }));
        Assert.Equal([7], Sent.Item(new[,] { { new Table("a", new double[1, 1], [7]) } })[0, 0].Row);
        Assert.Equal(new int[,]?[] { null, new[,] { { 1 } } }, Sent.Items(null, new[,] { { 1 } }));
        Assert.Equal(new int?[,] { { null, 1 } }, Sent.Item(new int?[,] { { null, 1 } }));
    }

    [Fact]
    public void An_array_that_begins_elsewhere_comes_back_with_its_bounds()
    {
        var array = (int[,])Array.CreateInstance(typeof(int), [2, 1], [1, -3]);
        array[2, -3] = 5;
        var back = Sent.Item(("a", array)).array;
        Assert.Equal((1, -3, 2, 1, 5), (back.GetLowerBound(0), back.GetLowerBound(1), back.GetLength(0), back.GetLength(1), back[2, -3]));
        var none = Sent.Item((string[,])Array.CreateInstance(typeof(string), [0, 2], [4, 0]));
        Assert.Equal("0x2", Shape(none));
        Assert.Equal(4, none.GetLowerBound(0));
    }

    [Fact]
    public void Its_lengths_cost_no_more_than_nested_arrays_would()
    {
        Assert.Equal("96" + "0202" + "01020304", Convert.ToHexString(Sent.Bytes(new[,] { { 1, 2 }, { 3, 4 } }).AsSpan(4)));
        Assert.Equal("92" + "0005", Convert.ToHexString(Sent.Bytes(new int[0, 5]).AsSpan(4)));
    }

    [Fact]
    public void One_of_one_dimension_that_may_begin_elsewhere_is_refused_by_name() => Assert.Contains(
        "begins elsewhere than at 0; carry an array of the language's own", Assert.Throws<PayloadException>(() => ItemSignature.Of(typeof(int).MakeArrayType(1))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_derived_object_in_it_is_refused_rather_than_cut() =>
        Assert.Contains("Cat", Assert.Throws<PayloadException>(() => Sent.Bytes(new[,] { { new Animal("a"), new Cat("b", 9) } })).Message, StringComparison.Ordinal);

    [Fact]
    public void Lengths_that_its_bytes_do_not_have_are_a_typed_error_and_take_no_memory()
    {
        var mark = Sent.Bytes(new int[0, 5]).AsSpan(0, 4).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var bytes in (string[])["92CE7FFFFFFFCE7FFFFFFF", "9200FF", "93010200", "9300FF01", "94FFFF0000", "DDFFFFFFFF0505", "9400CE7FFFFFFF05CE7FFFFFFF", "9200CE7FFFFFFF", "90", "9105"])
            Assert.Throws<WireException>(() => Sent.Read<int[,]>([.. mark, .. Convert.FromHexString(bytes)], 1));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    private static string Shape(Array array) => string.Join('x', Enumerable.Range(0, array.Rank).Select(array.GetLength));

    private sealed record Table(string Name, double[,] Cells, int[] Row);

    private record Animal(string Name);

    private sealed record Cat(string Name, int Lives) : Animal(Name);
}
