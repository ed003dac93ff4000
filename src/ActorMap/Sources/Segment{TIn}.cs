using ActorMap.Chunks;

namespace ActorMap.Sources;

/// <summary>Items that were read from the source, until all of them have been answered: a rented buffer, filled by one reader.</summary>
internal sealed class Segment<TIn>(long start, int capacity, Recycler<TIn> buffers)
{
    private TIn[] _items = buffers.Rent(capacity);
    private int _holders = 1;

    /// <summary>The index of its first item.</summary>
    public long Start { get; } = start;

    /// <summary>Places in it; the buffer may be longer.</summary>
    public int Capacity { get; private set; } = capacity;

    public TIn[] Items => _items;

    /// <summary>It has no more places than these: the next item begins another.</summary>
    public void EndAt(int capacity) => Capacity = Math.Min(Capacity, capacity);

    /// <summary>It is full, and has more places from now on. Nobody takes hold of it meanwhile; who holds it already goes on with the buffer that it had.</summary>
    public void Grow(int capacity)
    {
        var (items, longer) = (_items, buffers.Rent(capacity));
        items.AsSpan(0, Capacity).CopyTo(longer);
        Volatile.Write(ref _items, longer);
        Capacity = capacity;
        if (Volatile.Read(ref _holders) == 1) buffers.Return(items);
    }

    public void Hold() => Interlocked.Increment(ref _holders);

    public void LetGo()
    {
        if (Interlocked.Decrement(ref _holders) == 0) buffers.Return(_items);
    }
}
