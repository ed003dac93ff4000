using System.Runtime.CompilerServices;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>
/// For hashed and concurrent collections: their items and comparers travel, and they are built anew of them, since hash codes differ between
/// processes. What a user's class adds to the framework's collection goes by fields.
/// </summary>
internal sealed class RebuiltForm(IRebuilds collection, ObjectLayout added) : Form
{
    private readonly int _comparers = collection.ComparerCount;

    internal override uint Mark => added.Mark;

    internal override void WriteHead(object value, GraphWriter to)
    {
    }

    internal override void WriteContent(object value, GraphWriter to)
    {
        SlotContent.Write(ref RawData.Of(value), added, to);
        to.Content.Number(to.NumberOf(collection.ItemsOf(value)));
        foreach (var comparer in collection.ComparersOf(value)) to.Content.Number(to.NumberOf(comparer));
    }

    internal override object Make(Type type, ref WireReader head, GraphReader reader)
    {
        reader.Spend(1, added.Least + 1);
        return RuntimeHelpers.GetUninitializedObject(type);
    }

    internal override void Fill(object made, ref WireReader content, GraphReader reader)
    {
        SlotContent.Read(ref RawData.Of(made), added, ref content, reader);
        var items = reader.Object(ref content, collection.ItemsType) ?? throw new WireException("a collection has no items");
        var comparers = new object?[_comparers];
        for (var i = 0; i < comparers.Length; i++) comparers[i] = reader.Object(ref content, typeof(object));
        reader.RebuildLater(collection.TaskFor(made, (Array)items, comparers));
    }
}
