using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using ActorMap.Codec;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

public sealed class SendingObjects
{
    [Fact]
    public void Records_tuples_and_anonymous_types_come_back()
    {
        var order = new Order(7, "a", null, [new Line("x", 1.10m), new Line("y", 2m)], Guid.NewGuid());
        var back = Sent.Item(order);
        Assert.Equal((order.Id, order.Name, order.Note, order.Key), (back.Id, back.Name, back.Note, back.Key));
        Assert.Equal(order.Lines, back.Lines);
        Assert.Equal((1, "a", (string?)null), Sent.Item((1, "a", (string?)null)));
        Assert.Equal(Tuple.Create(1, "a"), Sent.Item(Tuple.Create(1, "a")));
        Assert.Equal(new { A = 1, B = "b" }, Sent.Item(new { A = 1, B = "b" }));
        Assert.Equal(KeyValuePair.Create("a", 1), Sent.Item(KeyValuePair.Create("a", 1)));
    }

    [Fact]
    public void Null_items_come_back() => Assert.True(Sent.Items(null, new Line("a", 1)) is [null, { Item: "a", Price: 1 }]);

    [Fact]
    public void A_member_that_is_zero_does_not_become_its_initial_value() => Assert.Equal((0, null), (Sent.Item(new Initial { Count = 0, Name = null }) is var back ? (back.Count, back.Name) : default));

    [Fact]
    public void A_relative_uri_that_reads_as_an_absolute_one_stays_relative()
    {
        Uri?[] uris = [new(@"c:\x", UriKind.Relative), new("a/b?c", UriKind.Relative), new("http://example.org/%41?b"), null];
        Assert.Equal(uris.Select(uri => (uri?.IsAbsoluteUri, uri?.OriginalString)), Sent.Items(uris).Select(uri => (uri?.IsAbsoluteUri, uri?.OriginalString)));
    }

    [Fact]
    public void An_array_that_was_never_made_is_told_with_what_to_do()
    {
        var error = Assert.Throws<PayloadException>(() => Sent.Bytes(ImmutableArray.Create(1), default));
        Assert.Equal(1, error.Index);
        Assert.Contains("ImmutableArray<int> that is default", error.Message, StringComparison.Ordinal);
        Assert.Contains("ImmutableArray<string> that is default", Assert.Throws<PayloadException>(() => Sent.Bytes(new { Texts = default(ImmutableArray<string>) })).Message, StringComparison.Ordinal);
        Assert.Null(Sent.Item<ImmutableArray<int>?>(null));
    }

    [Fact]
    public void Init_and_required_members_are_set() => Assert.Equal(("a", 3), Sent.Item(new Required { Name = "a", Count = 3 }) is var back ? (back.Name, back.Count) : default);

    [Fact]
    public void Collections_come_back_as_what_is_declared()
    {
        Assert.Equal([1, 2], Sent.Item(new List<int> { 1, 2 }));
        Assert.Equal(["a", null], Sent.Item<IReadOnlyList<string?>>(["a", null]));
        Assert.Equal([1, 2], Sent.Item<IEnumerable<int>>(Enumerable.Range(1, 2)));
        Assert.Equal([1, 2], Sent.Item(ImmutableArray.Create(1, 2)).ToArray());
        Assert.Equal([1, 2], Sent.Item(new Queue<int>([1, 2])));
        Assert.Equal([[1], [2, 3]], Sent.Item<int[][]>([[1], [2, 3]]));
        Assert.Equal(new[,] { { 1, 2 }, { 3, 4 } }, Sent.Item(new[,] { { 1, 2 }, { 3, 4 } }));
        Assert.Equal(2, Sent.Item(ImmutableDictionary.CreateRange([KeyValuePair.Create("a", 2)]))["a"]);
        Assert.Equal(["b", "a"], Sent.Item(ImmutableList.Create("b", "a")));
    }

    [Fact]
    public void Dictionaries_and_sets_keep_their_comparers()
    {
        Assert.True(Sent.Item(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 }).ContainsKey("A"));
        Assert.False(Sent.Item(new Dictionary<string, int> { ["a"] = 1 }).ContainsKey("A"));
        Assert.Contains("A", Sent.Item(new HashSet<string>(StringComparer.InvariantCultureIgnoreCase) { "a" }));
        Assert.True(Sent.Item<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 }).ContainsKey("A"));
        Assert.True(Sent.Item(new SortedDictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 }).ContainsKey("A"));
        Assert.Equal(1, Sent.Item(new OrderedDictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["b"] = 2, ["a"] = 1 }).IndexOf("A"));
        Assert.Contains("A", (IReadOnlySet<string>)Sent.Item(new Holding(new[] { "a" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase))).Set);
    }

    [Fact]
    public void What_can_only_be_read_keeps_the_comparer_of_what_it_wraps()
    {
        var dictionary = new ReadOnlyDictionary<string, int>(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 });
        Assert.True(Sent.Item(dictionary).ContainsKey("A"));
        Assert.True(Sent.Item((1, dictionary)).dictionary.ContainsKey("A"));
        Assert.True(Sent.Item<IReadOnlyDictionary<string, int>>(new ReadOnlyDictionary<string, int>(dictionary)).ContainsKey("A"));
        Assert.True(Sent.Item<IDictionary<string, int>>(dictionary).ContainsKey("A"));
        Assert.Contains("A", (IReadOnlySet<string>)Sent.Item(new ReadOnlySet<string>(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" })));
        Assert.Empty(Sent.Item(ReadOnlyDictionary<string, int>.Empty));
        var odd = new ReadOnlySet<string>(new HashSet<string>(StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.IgnoreSymbols)));
        Assert.Contains("which can't travel", Assert.Throws<PayloadException>(() => Sent.Bytes(odd)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_item_that_cant_be_written_is_named_and_the_others_are_written()
    {
        var codec = ItemCodec<Dictionary<string, int>?>.Create();
        Dictionary<string, int>?[] items = [new() { ["a"] = 1 }, null, new(StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.IgnoreSymbols)), new() { ["b"] = 2 }];
        var to = new ArrayBufferWriter<byte>();
        Assert.Equal(2, codec.WriteSome(items, to, 100, out var error));
        Assert.Equal(102, error!.Index);
        var back = new Dictionary<string, int>?[2];
        codec.Read(new ReadOnlySequence<byte>(to.WrittenMemory), back);
        Assert.Equal(1, back[0]!["a"]);
        Assert.Equal(1, codec.WriteSome(items.AsSpan(3), to, 103, out error));
        Assert.Null(error);
        Assert.Equal(102, Assert.Throws<PayloadException>(() => codec.Write(items, to, 100)).Index);
    }

    [Fact]
    public void A_derived_object_is_refused_rather_than_cut()
    {
        var error = Assert.Throws<PayloadException>(() => Sent.Bytes(new Box(new Animal("a")), new Box(new Dog("b", 3))));
        Assert.Equal(1, error.Index);
        Assert.Contains("Dog", error.Message, StringComparison.Ordinal);
        Assert.Contains("Animal", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_is_an_error_and_not_a_crash()
    {
        var tree = new Tree("a", []);
        tree.Children.Add(tree);
        Assert.Equal(0, Assert.Throws<PayloadException>(() => Sent.Bytes(tree)).Index);
        Assert.Equal(2, Sent.Item(new Tree("a", [new Tree("b", []), new Tree("c", [])])).Children.Count);
    }

    [Fact]
    public void A_users_codec_wins_also_within_others()
    {
        Assert.Equal(3, Sent.Item(new Odd(3)).Value);
        Assert.Equal([2, 5, 0], Sent.Bytes<Odd?>(new Odd(3), null));
        Assert.Equal(4, Sent.Item((new Odd(4), "x")).Item1.Value);
    }

    [Fact]
    public void A_closed_hierarchy_that_declares_its_cases_comes_back()
    {
        Assert.Equal([new Circle(2), new Square(3)], Sent.Items<Figure>(new Circle(2), new Square(3)));
    }

    private sealed record Order(int Id, string Name, string? Note, List<Line> Lines, Guid Key);

    private sealed record Line(string Item, decimal Price);

    private sealed class Initial
    {
        public int Count { get; set; } = 5;

        public string? Name { get; set; } = "initial";
    }

    private sealed class Required
    {
        public required string Name { get; init; }

        public int Count { get; init; }
    }

    private sealed record Holding(FrozenSet<string> Set);

    private record Animal(string Name);

    private sealed record Dog(string Name, int Age) : Animal(Name);

    private sealed record Box(Animal Animal);

    private sealed record Tree(string Name, List<Tree> Children);

    [PolyType.DerivedTypeShape(typeof(Circle))]
    [PolyType.DerivedTypeShape(typeof(Square))]
    private abstract record Figure;

    private sealed record Circle(double Radius) : Figure;

    private sealed record Square(double Side) : Figure;

    [PayloadCodec(typeof(OddCodec))]
    private sealed class Odd(object value)
    {
        internal int Value { get; } = (int)value;
    }

    private sealed class OddCodec : IPayloadCodec<Odd>
    {
        public void Write(Odd value, IBufferWriter<byte> writer) => writer.Write([(byte)(value.Value + 2)]);

        public Odd Read(ReadOnlySequence<byte> bytes) => new(bytes.FirstSpan[0] - 2);
    }
}
