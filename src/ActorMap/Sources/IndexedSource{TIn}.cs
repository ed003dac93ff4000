using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ActorMap.Sources;

/// <summary>An array or a list: all items are there, in place, and nothing is read.</summary>
internal sealed class IndexedSource<TIn> : ItemSource<TIn>
{
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
        List<TIn> list => new IndexedSource<TIn>(null, list, 0, list.Count),
        ArraySegment<TIn> { Array: { } array } part => new IndexedSource<TIn>(array, null, part.Offset, part.Count),
        ImmutableArray<TIn> { IsDefault: false } array => new IndexedSource<TIn>(ImmutableCollectionsMarshal.AsArray(array), null, 0, array.Length),
        _ => null,
    };

    public override ItemSlice<TIn> Slice(long start, int length) =>
        _array is not null ? new ItemSlice<TIn>(_array, _offset + (int)start, length) : new ItemSlice<TIn>(_list!, (int)start, length);
}
