using System.Runtime.InteropServices;

namespace ActorMap.Sources;

/// <summary>Consecutive items where they lie: in the caller's array or list, or in a segment that was read.</summary>
internal readonly struct ItemSlice<TIn>
{
    private readonly object _place;
    private readonly int _offset;
    private readonly int _length;

    public ItemSlice(TIn[] array, int offset, int length) => (_place, _offset, _length) = (array, offset, length);

    public ItemSlice(List<TIn> list, int offset, int length) => (_place, _offset, _length) = (list, offset, length);

    public ItemSlice(Segment<TIn> segment, int offset, int length)
    {
        (_place, _offset, _length) = (segment, offset, length);
        segment.Hold();
    }

    public ReadOnlySpan<TIn> Span => _place switch
    {
        Segment<TIn> segment => new ReadOnlySpan<TIn>(segment.Items, _offset, _length),
        List<TIn> list when list.Count < _offset + _length =>
            throw new InvalidOperationException("The list of items was made shorter while it was being mapped. Leave it alone until the map has ended, or map a copy."),
        List<TIn> list => CollectionsMarshal.AsSpan(list).Slice(_offset, _length),
        _ => new ReadOnlySpan<TIn>((TIn[])_place, _offset, _length),
    };

    public void Release() => (_place as Segment<TIn>)?.LetGo();
}
