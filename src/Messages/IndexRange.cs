namespace ActorMap.Messages;

/// <summary>A half-open range of indexes: <paramref name="Start"/> is in it, <paramref name="End"/> is not.</summary>
internal readonly record struct IndexRange(long Start, long End)
{
    public long Length => End - Start;

    public bool IsEmpty => End <= Start;

    public bool Contains(long index) => index >= Start && index < End;

    public static IndexRange Single(long index) => new(index, index + 1);

    public override string ToString() => $"[{Start}, {End})";
}
