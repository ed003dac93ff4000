using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text;
using Xunit;

namespace ActorMap.Tests.State;

public sealed class CopyingCollections
{
    private static readonly Comparer<string> s_backwards = Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a));

    public static TheoryData<IEnumerable> Collections() =>
    [
        new List<string> { "b", "a" }, new Queue<string>(["b", "a"]), new Stack<string>(["b", "a"]), new LinkedList<string>(["b", "a"]),
        new HashSet<string>(["b", "a"]), new SortedSet<string>(["b", "a"]), new Dictionary<string, int> { ["b"] = 1, ["a"] = 2 },
        new SortedDictionary<string, int> { ["b"] = 1, ["a"] = 2 }, new SortedList<string, int> { ["b"] = 1, ["a"] = 2 },
        new OrderedDictionary<string, int> { ["b"] = 1, ["a"] = 2 }, new ConcurrentDictionary<string, int> { ["b"] = 1, ["a"] = 2 },
        new ConcurrentQueue<string>(["b", "a"]), new ConcurrentStack<string>(["b", "a"]), new ConcurrentBag<string>(["b"]), new BitArray([true, false, true]),
        new ArrayList { "b", 1 }, new Hashtable { ["b"] = 1, [2] = "a" }, new Collection<string> { "b", "a" }, new ObservableCollection<string> { "b" },
        new ReadOnlyCollection<string>(["b", "a"]), ImmutableArray.Create("b", "a"), ImmutableList.Create("b", "a"), ImmutableHashSet.Create("b", "a"),
        ImmutableSortedSet.Create("b", "a"), ImmutableQueue.Create("b", "a"), ImmutableStack.Create("b", "a"),
        new Dictionary<string, int> { ["b"] = 1 }.ToImmutableDictionary(), new Dictionary<string, int> { ["b"] = 1 }.ToImmutableSortedDictionary(),
        new Dictionary<string, int> { ["b"] = 1, ["a"] = 2 }.ToFrozenDictionary(), new[] { "b", "a" }.ToFrozenSet(), new[] { 1, 2, 3 }.ToFrozenSet(),
        Enumerable.Range(0, 100).ToFrozenDictionary(i => i), Enumerable.Range(0, 100).ToFrozenDictionary(i => $"k{i}"),
        new Dictionary<string, List<int>> { ["a"] = [1] }, new List<(string, int[])> { ("a", [1]) },
    ];

    [Theory]
    [MemberData(nameof(Collections))]
    public void A_collection_keeps_its_items_and_their_order(IEnumerable original)
    {
        var copy = Holder.Captured(original);
        Assert.IsType(original.GetType(), copy);
        if (original is not ValueType) Assert.NotSame(original, copy);
        Assert.Equal(original.Cast<object>(), copy.Cast<object>());
    }

    [Fact]
    public void A_list_and_its_copy_change_apart()
    {
        var original = new List<int[]> { new[] { 1 } };
        var copy = Holder.Captured(original);
        original.Add([2]);
        original[0][0] = 9;
        copy.Add([3]);
        Assert.Equal([[1], [3]], copy);
        Assert.Equal([[9], [2]], original);
    }

    [Fact]
    public void A_concurrent_dictionary_and_its_copy_change_apart()
    {
        var original = new ConcurrentDictionary<string, int[]>(StringComparer.OrdinalIgnoreCase) { ["a"] = [1] };
        var copy = Holder.Captured(original);
        original["a"][0] = 2;
        Assert.True(original.TryAdd("b", []));
        Assert.Equal(1, copy["A"][0]);
        Assert.Single(copy);
        Assert.True(copy.TryAdd("c", []));
        Assert.False(original.ContainsKey("c"));
    }

    [Fact]
    public void A_priority_queue_keeps_its_priorities_and_its_comparer()
    {
        var original = new PriorityQueue<string, string>(s_backwards);
        foreach (var word in (string[])["b", "c", "a"]) original.Enqueue(word, word);
        var copy = Holder.Captured(original);
        original.Clear();
        Assert.Equal(["c", "b", "a"], Enumerable.Range(0, 3).Select(_ => copy.Dequeue()).ToArray());
    }

    [Fact]
    public void Sorted_collections_keep_their_comparer()
    {
        var set = Holder.Captured(new SortedSet<string>(["a", "c"], s_backwards));
        set.Add("b");
        Assert.Equal(["c", "b", "a"], set);
        var dictionary = Holder.Captured(new SortedDictionary<string, int>(s_backwards) { ["a"] = 1, ["c"] = 3 });
        dictionary["b"] = 2;
        Assert.Equal([3, 2, 1], dictionary.Values);
    }

    [Fact]
    public void A_string_comparer_is_the_same_one_in_the_copy()
    {
        var copy = Holder.Captured(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 });
        Assert.Equal(1, copy["A"]);
        Assert.Same(StringComparer.OrdinalIgnoreCase, copy.Comparer);
        Assert.Same(EqualityComparer<DayOfWeek>.Default, Holder.Captured(EqualityComparer<DayOfWeek>.Default));
        Assert.Same(Comparer<string>.Default, Holder.Captured(Comparer<string>.Default));
    }

    [Fact]
    public void A_view_of_a_dictionary_is_a_view_of_its_copy()
    {
        var original = new Dictionary<string, int> { ["a"] = 1 };
        var (dictionary, keys, view) = Holder.Captured((original, original.Keys, new ReadOnlyDictionary<string, int>(original)));
        dictionary["b"] = 2;
        Assert.Equal(["a", "b"], keys);
        Assert.Equal(2, view["b"]);
    }

    [Fact]
    public void A_string_builder_goes_on_from_its_text()
    {
        var original = new StringBuilder("abc").Append('d', 10_000);
        var copy = Holder.Captured(original);
        original.Append('x');
        Assert.Equal(10_003, copy.Length);
        Assert.Equal("abc", copy.ToString(0, 3));
    }

    [Fact]
    public void A_lazy_value_is_built_in_each_copy()
    {
        var three = 3;
        var original = new Lazy<int[]>(() => [three]);
        var copy = Holder.Captured(original);
        Assert.NotSame(original.Value, copy.Value);
        Assert.Equal([3], copy.Value);
    }

    [Fact]
    public void Collections_of_the_users_own_class_keep_their_extra_fields()
    {
        var original = new Named("n", [1]) { 5, 6 };
        var copy = Holder.Captured(original);
        original.Tags[0] = 2;
        Assert.Equal(("n", 1), (copy.Name, copy.Tags[0]));
        Assert.Equal([5, 6], copy);
    }

    private sealed class Named(string name, int[] tags) : List<int>
    {
        public string Name { get; } = name;

        public int[] Tags { get; } = tags;
    }
}
