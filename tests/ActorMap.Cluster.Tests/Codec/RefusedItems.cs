using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

/// <summary>What would be lost silently is refused when the codec is made, by path.</summary>
public sealed class RefusedItems
{
    [Fact]
    public void A_member_that_may_be_anything_is_refused()
    {
        Says<WithObject>("WithObject.Tag: object", "declare what it is");
        Says<object>("object: object");
        Says<List<object>>("[]: object");
        Says<Dictionary<string, WithObject[]>>("[][].Tag: object");
    }

    [Fact]
    public void Interfaces_and_abstract_classes_are_refused()
    {
        Says<WithInterface>("WithInterface.Shape: IShape is an interface");
        Says<(int, AShape)>(".Item2: AShape is abstract");
    }

    [Fact]
    public void Code_streams_and_handles_are_refused()
    {
        Says<(string, Func<int>)>(".Item2: Func<int> is code");
        Says<(string, Stream)>(".Item2: Stream is a stream");
        Says<(string, nint)>(".Item2: nint");
        Says<(string, Task<int>)>(".Item2: Task<int> is work under way");
    }

    [Fact]
    public void A_private_field_or_setter_that_would_be_lost_is_refused()
    {
        Says<WithPrivateField>("WithPrivateField._secret: int is in a field that would be lost");
        Says<WithPrivateSetter>("WithPrivateSetter.Count: int is in a field that would be lost");
        Says<WithParameter>("WithParameter.hidden");
        Assert.Equal(3, Sent.Item(new WithUsualField { Total = 3 }).Total);
        Assert.Equal(0, Sent.Item(new WithCache()).Known);
    }

    [Fact]
    public void A_field_that_a_property_merely_has_the_name_of_is_refused()
    {
        Says<WithFieldInBase>("WithFieldInBase._items: List<int> is in a field that would be lost");
        Says<WithAnotherType>("WithAnotherType._total: decimal is in a field that would be lost");
        Says<WithFieldOfItsOwn>("WithFieldOfItsOwn._count: int is in a field that would be lost");
        Says<WithHidden>("WithHidden.Name: string is in a field that would be lost");
        Assert.Equal([1, 2], Sent.Item(new WithView([1, 2])).Items);
        Assert.Equal(5, Sent.Item(new WithUsedParameter(2)).Twice + 1);
        Assert.Equal("x", Sent.Item(new WithOverride { Name = "x" }).Name);
        Assert.Equal((1, "a"), Sent.Item(new WithMore(1, "a")) is var more ? (more.Id, more.Name) : default);
    }

    [Fact]
    public void What_can_not_be_made_anew_is_refused_with_what_it_lacks()
    {
        Says<Parsed>("Parsed.value: string is a parameter of the constructor, which would be given what the property of its name has, int");
        Says<Unmakeable>("Unmakeable.new: Unmakeable has no constructor that can be used: none is public");
        Says<InvalidOperationException>("InvalidOperationException has no constructor that can be used: an exception is not made of its properties");
        Assert.Equal(3, Sent.Item(new Widened(3)).Value);
    }

    [Fact]
    public void A_setter_that_throws_is_not_told_as_bytes_that_were_cut_short()
    {
        var error = Assert.ThrowsAny<ActorMapException>(() => Sent.Item(new Picky()));
        Assert.Contains("FormatException: Not empty.", error.Message, StringComparison.Ordinal);
        Assert.Contains("A constructor, a property or the codec of it does not take what was written of another", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Collections_that_would_come_back_as_another_are_refused()
    {
        Says<Stack<int>>("upside down");
        Says<ListWithName>("ListWithName adds fields");
        Says<IAsyncEnumerable<int>>("IAsyncEnumerable<int>");
    }

    private static void Says<T>(params string[] parts)
    {
        var error = Sent.Refused<T>();
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private interface IShape;

    private abstract record AShape;

    private sealed record WithObject(int Id, object Tag);

    private sealed record WithInterface(IShape Shape);

    private sealed class WithPrivateField
    {
        private int _secret;

        public int Count { get; set; }

        internal int Next() => _secret++;
    }

    private sealed class WithPrivateSetter
    {
        public int Count { get; private set; }

        internal void Add() => Count++;
    }

    private sealed class WithParameter(int hidden)
    {
        public int Count { get; set; }

        internal int Hidden => hidden;
    }

    private sealed class WithUsualField
    {
        private int _total;

        public int Total
        {
            get => _total;
            set => _total = value;
        }
    }

    private class Holding
    {
        private readonly List<int> _items = [];

        internal void Hold(int item) => _items.Add(item);
    }

    private sealed class WithFieldInBase : Holding
    {
        public List<int> Items { get; set; } = [];
    }

    private sealed class WithAnotherType
    {
        private decimal _total;

        public string Total
        {
            get => $"EUR {_total}";
            set => _total = value.Length;
        }
    }

    private sealed class WithFieldOfItsOwn
    {
        private int _count;

        public int Count { get; set; }

        internal int Next() => _count++;
    }

    private class Named
    {
        public virtual string? Name { get; set; }
    }

    private sealed class WithHidden : Named
    {
        public new string? Name { get; set; }
    }

    private sealed class WithOverride : Named
    {
        public override string? Name { get; set; }
    }

    private sealed class WithView(List<int> items)
    {
        private readonly List<int> _items = items;

        public IReadOnlyList<int> Items => _items;
    }

#pragma warning disable CS9124 // The compiler says it too: the parameter is there twice.
    private sealed class WithUsedParameter(int half)
    {
        public int Half { get; } = half;

        internal int Twice => half + half;
    }
#pragma warning restore CS9124

    private sealed class Parsed(string value)
    {
        public int Value { get; } = value.Length;
    }

    private sealed class Widened(long value)
    {
        public int Value { get; } = (int)value;
    }

    private sealed class Unmakeable
    {
        private Unmakeable()
        {
        }

        public int Value { get; set; }
    }

    private sealed class Picky
    {
        private string _name = string.Empty;

        public string Name
        {
            get => _name;
            set => _name = value.Length > 0 ? value : throw new FormatException("Not empty.");
        }
    }

    private record WithId(int Id);

    private sealed record WithMore(int Id, string Name) : WithId(Id);

    private sealed class WithCache
    {
        [NonSerialized]
        private int _known;

        public int Count { get; set; }

        internal int Known => _known++;
    }

    private sealed class ListWithName : List<int>
    {
        internal string? Name;

        internal void Rename() => Name = "x";
    }
}
