using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using ActorMap.State;
using Xunit;

namespace ActorMap.Tests.State;

/// <summary>Keys whose hash is not the same in a copy: by identity, or by way of something that is.</summary>
public sealed class CopyingHashedCollections
{
    [Fact]
    public void A_hash_set_keeps_its_comparer()
    {
        var copy = Holder.Captured(new HashSet<Word>(new ByLength()) { new("ab") });
        Assert.Contains(new Word("cd"), copy);
        Assert.IsType<ByLength>(copy.Comparer);
    }

    [Fact]
    public void Objects_that_hash_by_identity_are_found_in_every_kind_of_collection()
    {
        var word = new Word("a");
        var pair = KeyValuePair.Create(word, 1);
        var copy = Holder.Captured(new Everything(
            word, new() { [word] = 1 }, [word], new() { [word] = 1 }, new() { [word] = 1 }, new() { [word] = 1 },
            ImmutableDictionary.CreateRange([pair]), [word], new[] { pair }.ToFrozenDictionary(), new[] { word }.ToFrozenSet()));
        Assert.NotSame(word, copy.Word);
        Assert.Equal(1, copy.Dictionary[copy.Word]);
        Assert.Contains(copy.Word, copy.Set);
        Assert.Equal(1, copy.Ordered[copy.Word]);
        Assert.Equal(1, copy.Table[copy.Word]);
        Assert.Equal(1, copy.Concurrent[copy.Word]);
        Assert.Equal(1, copy.Immutable[copy.Word]);
        Assert.Contains(copy.Word, (ISet<Word>)copy.ImmutableSet);
        Assert.Equal(1, copy.Frozen[copy.Word]);
        Assert.Contains(copy.Word, (ISet<Word>)copy.FrozenSet);
        Assert.DoesNotContain(word, copy.Set);
    }

    [Fact]
    public void Large_collections_of_objects_are_found_again()
    {
        var words = Enumerable.Range(0, 1_000).Select(i => new Word($"{i}")).ToArray();
        var (copies, set, frozen) = Holder.Captured((words, words.ToHashSet(), words.ToFrozenDictionary(word => word, word => word.Text)));
        Assert.All(copies, word => Assert.Contains(word, set));
        Assert.All(copies, word => Assert.Equal(word.Text, frozen[word]));
    }

    [Fact]
    public void Records_are_found_by_their_value()
    {
        var copy = Holder.Captured(new Dictionary<Name, int[]> { [new("a", new("b", null))] = [1] });
        Assert.Equal([1], copy[new("a", new("b", null))]);
    }

    [Fact]
    public void A_key_that_leads_back_to_its_dictionary_is_found()
    {
        var dictionary = new Dictionary<object, object>();
        var node = new Holder<object>(dictionary);
        dictionary[node] = node;
        var copy = StateCopier.Capture(node);
        var copied = (Dictionary<object, object>)copy.Value;
        Assert.Same(copy, copied[copy]);
        Assert.False(copied.ContainsKey(node));
    }

    [Fact]
    public void Sets_of_sets_are_built_from_the_inside()
    {
        var (a, b) = (new Word("a"), new Word("b"));
        var sets = new HashSet<HashSet<Word>>(HashSet<Word>.CreateSetComparer()) { new() { a }, new() { a, b } };
        var copy = Holder.Captured((a, b, sets));
        Assert.Contains([copy.a], copy.sets);
        Assert.Contains([copy.b, copy.a], copy.sets);
        Assert.DoesNotContain([copy.b], copy.sets);
    }

    [Fact]
    public void The_order_in_which_nested_sets_are_met_does_not_matter()
    {
        // Whichever is met first, the inner one is also reached from outside: its place in the order is not told by depth.
        var inner = new HashSet<Word> { new("a"), new("b") };
        var outer = new HashSet<HashSet<Word>>(HashSet<Word>.CreateSetComparer()) { inner };
        var outermost = new HashSet<HashSet<HashSet<Word>>>(new ByItems()) { outer };
        foreach (var order in (object[][])[[inner, outer, outermost], [outermost, outer, inner], [outer, inner, outermost], [inner, outermost, outer]])
        {
            var copy = Holder.Captured(order);
            var (i, o, oo) = (Find<HashSet<Word>>(copy), Find<HashSet<HashSet<Word>>>(copy), Find<HashSet<HashSet<HashSet<Word>>>>(copy));
            Assert.Contains(i, o);
            Assert.Contains(o, oo);
        }
    }

    [Fact]
    public void A_users_dictionary_keeps_its_extra_fields()
    {
        var word = new Word("a");
        var (key, copy) = Holder.Captured((word, new Index([7]) { [word] = 1 }));
        Assert.Equal(1, copy[key]);
        Assert.Equal([7], copy.Extra);
    }

    [Fact]
    public void Struct_keys_of_plain_values_and_shared_things_are_found()
    {
        var copy = Holder.Captured(new Dictionary<(int, string, Guid, DateTime, Type), int[]> { [(1, "a", Guid.Empty, DateTime.UnixEpoch, typeof(int))] = [1] });
        Assert.Equal([1], copy[(1, "a", Guid.Empty, DateTime.UnixEpoch, typeof(int))]);
        Assert.Equal(1, Holder.Captured(new Dictionary<Type, int> { [typeof(string)] = 1 })[typeof(string)]);
        Assert.Equal(1, Holder.Captured(new Dictionary<object, int>(ReferenceEqualityComparer.Instance) { [typeof(string)] = 1 })[typeof(string)]);
    }

    [Fact]
    public void A_lookup_by_objects_is_refused() =>
        Assert.Contains("is hashed by keys", Holder.Refused(new[] { new Word("a") }.ToLookup(word => word)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_lookup_by_strings_is_copied() =>
        Assert.Equal(["ab", "ac"], Holder.Captured(new[] { "ab", "b", "ac" }.ToLookup(word => word[..1]))["a"]);

    private static T Find<T>(object[] items) => items.OfType<T>().Single();

    private sealed class Word(string text)
    {
        public string Text { get; } = text;
    }

    private sealed record Name(string First, Name? Next);

    private sealed class ByLength : IEqualityComparer<Word>
    {
        public bool Equals(Word? x, Word? y) => x?.Text.Length == y?.Text.Length;

        public int GetHashCode(Word obj) => obj.Text.Length;
    }

    private sealed class ByItems : IEqualityComparer<HashSet<HashSet<Word>>>
    {
        public bool Equals(HashSet<HashSet<Word>>? x, HashSet<HashSet<Word>>? y) => x!.SetEquals(y!);

        public int GetHashCode(HashSet<HashSet<Word>> obj) => obj.Sum(set => set.Sum(word => word.GetHashCode()));
    }

    private sealed class Index(int[] extra) : Dictionary<Word, int>
    {
        public int[] Extra { get; } = extra;
    }

    private sealed record Everything(
        Word Word, Dictionary<Word, int> Dictionary, HashSet<Word> Set, OrderedDictionary<Word, int> Ordered, Hashtable Table,
        ConcurrentDictionary<Word, int> Concurrent, ImmutableDictionary<Word, int> Immutable, ImmutableHashSet<Word> ImmutableSet,
        FrozenDictionary<Word, int> Frozen, FrozenSet<Word> FrozenSet);
}
