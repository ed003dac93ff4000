using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

public sealed class CarryingCollections
{
    [Fact]
    public void Hashed_collections_find_their_keys_again()
    {
        var word = new Word("a");
        var pair = KeyValuePair.Create(word, 1);
        var copy = Carried.State((
            Word: word, Dictionary: new Dictionary<Word, int> { [word] = 1 }, Set: new HashSet<Word> { word },
            Concurrent: new ConcurrentDictionary<Word, int> { [word] = 1 }, Immutable: ImmutableDictionary.CreateRange([pair]),
            Frozen: new[] { pair }.ToFrozenDictionary(), Table: new Hashtable { [word] = 1 }));
        Assert.Equal(1, copy.Dictionary[copy.Word]);
        Assert.Contains(copy.Word, copy.Set);
        Assert.Equal(1, copy.Concurrent[copy.Word]);
        Assert.Equal(1, copy.Immutable[copy.Word]);
        Assert.Equal(1, copy.Frozen[copy.Word]);
        Assert.Equal(1, copy.Table[copy.Word]);
        Assert.False(copy.Dictionary.ContainsKey(word));
    }

    [Fact]
    public void Texts_are_found_whatever_the_comparer()
    {
        foreach (var comparer in new[] { null, StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCultureIgnoreCase, StringComparer.InvariantCulture })
        {
            var copy = Carried.State((
                new Dictionary<string, int>(comparer) { ["Key"] = 1 }, new HashSet<string>(comparer) { "Key" }, new SortedDictionary<string, int>(comparer) { ["Key"] = 1 },
                new[] { "Key" }.ToFrozenSet(comparer), new ConcurrentDictionary<string, int>(comparer) { ["Key"] = 1 }));
            var ignores = (comparer ?? StringComparer.Ordinal).Equals("Key", "KEY");
            Assert.True(copy.Item1.ContainsKey("Key"));
            Assert.Equal(ignores, copy.Item1.ContainsKey("KEY"));
            Assert.Equal(ignores, copy.Item2.Contains("KEY"));
            Assert.Equal(ignores, copy.Item3.ContainsKey("KEY"));
            Assert.Equal(ignores, copy.Item4.Contains("KEY"));
            Assert.Equal(ignores, copy.Item5.ContainsKey("KEY"));
            copy.Item1["other"] = 2;
            Assert.Equal(2, copy.Item1.Count);
        }
    }

    [Fact]
    public void A_users_comparer_is_carried()
    {
        var copy = Carried.State(new HashSet<Word>(new ByLength()) { new("ab") });
        Assert.Contains(new Word("cd"), copy);
        Assert.IsType<ByLength>(copy.Comparer);
    }

    [Fact]
    public void A_class_that_derives_from_a_dictionary_keeps_its_own_fields()
    {
        var copy = Carried.State(new Named("n") { ["a"] = 1 });
        Assert.Equal("n", copy.Name);
        Assert.Equal(1, copy["a"]);
    }

    [Fact]
    public void Collections_that_are_not_hashed_are_carried()
    {
        var queue = new PriorityQueue<string, int>();
        queue.Enqueue("b", 2);
        queue.Enqueue("a", 1);
        var copy = Carried.State((
            new List<int> { 1, 2 }, new Queue<int>([1, 2]), new Stack<int>([1, 2]), new LinkedList<int>([1, 2]), new SortedSet<int> { 2, 1 },
            queue, new BitArray([true, false]), ImmutableArray.Create(1, 2), ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("a", 1)]),
            (new ConcurrentQueue<int>([1, 2]), new ConcurrentStack<int>([1, 2]), new ConcurrentBag<int> { 1 }, new ArrayList { 1, "a" }, ImmutableList.Create(1, 2))));
        Assert.Equal([1, 2], copy.Item1);
        Assert.Equal([1, 2], copy.Item2);
        Assert.Equal([2, 1], copy.Item3);
        Assert.Equal([1, 2], copy.Item4);
        Assert.Equal([1, 2], copy.Item5);
        Assert.Equal("a", copy.Item6.Dequeue());
        Assert.True(copy.Item7[0]);
        Assert.Equal([1, 2], copy.Item8.ToArray());
        Assert.Equal(1, copy.Item9["a"]);
        Assert.Equal([1, 2], copy.Item10.Item1);
        Assert.Equal([2, 1], copy.Item10.Item2);
        Assert.Equal([1], copy.Item10.Item3);
        Assert.Equal([1, "a"], copy.Item10.Item4);
        Assert.Equal([1, 2], copy.Item10.Item5);
    }

    private sealed record Word(string Text)
    {
        public bool Equals(Word? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }

    private sealed class ByLength : IEqualityComparer<Word>
    {
        public bool Equals(Word? x, Word? y) => x?.Text.Length == y?.Text.Length;

        public int GetHashCode(Word word) => word.Text.Length;
    }

    private sealed class Named(string name) : Dictionary<string, int>
    {
        public string Name { get; } = name;
    }
}
