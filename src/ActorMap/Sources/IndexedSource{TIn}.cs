using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ActorMap.Sources;

/// <summary>An array or a list: all items are there, in place, and nothing is read.</summary>
internal sealed class IndexedSource<TIn> : ItemSource<TIn>
{
    // A thread takes some 100 µs to start; so many items are copied in less.
    private const int Few = 4096;

    private readonly TIn[]? _array;
    private readonly List<TIn>? _list;
    private readonly int _offset;
    private readonly int _count;

    private IndexedSource(TIn[]? array, List<TIn>? list, int offset, int count) => (_array, _list, _offset, _count) = (array, list, offset, count);

    public override long? Total => _count;

    public override long Readable => _count;

    public override bool Ended => true;

    public override long BytesPerItem => 0;

    /// <summary>The source for items that can be reached by position from several threads; null for others.</summary>
    public static IndexedSource<TIn>? TryCreate(IEnumerable<TIn> items) => items switch
    {
        TIn[] array => new IndexedSource<TIn>(array, null, 0, array.Length),
        List<TIn> list when list.GetType() == typeof(List<TIn>) => new IndexedSource<TIn>(null, list, 0, list.Count),
        ArraySegment<TIn> { Array: { } array } part => new IndexedSource<TIn>(array, null, part.Offset, part.Count),
        ImmutableArray<TIn> { IsDefault: false } array => new IndexedSource<TIn>(ImmutableCollectionsMarshal.AsArray(array), null, 0, array.Length),
        _ => null,
    };

    /// <summary>A few items that lie in a collection of the framework's or the compiler's are copied: quicker than a thread to read them. Null for others.</summary>
    public static IndexedSource<TIn>? TrySnapshot(IEnumerable<TIn> items)
    {
        if (items is not ICollection<TIn> { Count: <= Few } collection) return null;
        var type = items.GetType();
        var isPlain = type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal) || type.Namespace is "System.Collections.Generic" or "System.Collections.ObjectModel";
        if (!isPlain) return null;
        var array = new TIn[collection.Count];
        collection.CopyTo(array, 0);
        return new IndexedSource<TIn>(array, null, 0, array.Length);
    }

    public override ItemSlice<TIn> Slice(long start, int length) =>
        _array is not null ? new ItemSlice<TIn>(_array, _offset + (int)start, length) : new ItemSlice<TIn>(_list!, (int)start, length);
}
