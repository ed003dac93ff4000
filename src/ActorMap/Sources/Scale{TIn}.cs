using System.Runtime.CompilerServices;
using ActorMap.Chunking;

namespace ActorMap.Sources;

/// <summary>Weighs items as they are read, some at a time: what one of them takes in memory, and what those of a segment take together. The reader's alone, but for the estimate.</summary>
internal sealed class Scale<TIn>
{
    // Seldom enough to be nothing beside the reading; and of items that turn out huge no more than these come in unseen.
    private const int Most = 64;

    // What is answered is held until the rest of its segment is: half of what may be held before it.
    private const long SegmentBytes = ReadAhead.DefaultBytes / 2;

    private long _bytesPerItem = Unsafe.SizeOf<TIn>();
    private long _segment;

    /// <summary>Whether one can see that items of the type differ in what they take.</summary>
    public static bool IsOfUse => !typeof(TIn).IsValueType || typeof(TIn) == typeof(ReadOnlyMemory<byte>);

    /// <summary>Rises at once, where items turn out larger, and falls slowly.</summary>
    public long BytesPerItem => Volatile.Read(ref _bytesPerItem);

    /// <summary>Whether the segment holds as many bytes as it should.</summary>
    public bool IsFull => _segment >= SegmentBytes;

    /// <summary>How many items are to be read until some are weighed again.</summary>
    public int Next => IsFull ? Most : (int)Math.Clamp((SegmentBytes - _segment) / BytesPerItem, 1, Most);

    /// <summary>The next items are another segment's.</summary>
    public void Clear() => _segment = 0;

    /// <returns>Whether an item takes twice what it seemed to, or more.</returns>
    public bool Add(ReadOnlySpan<TIn> items)
    {
        var bytes = 0L;
        foreach (var item in items) bytes += ItemSize.Estimate(item);
        _segment += bytes;
        var (known, measured) = (BytesPerItem, Math.Max(1, bytes / items.Length));
        Volatile.Write(ref _bytesPerItem, measured > known ? measured : known - ((known - measured) / 8));
        return measured >= 2 * known;
    }
}
