namespace ActorMap.Sources;

/// <summary>Where the items come from, as the router sees it: how far one may deal, how far the source may be read, how it ended.</summary>
internal abstract class ItemSource
{
    /// <summary>The number of items, if it is known before the end.</summary>
    public abstract long? Total { get; }

    /// <summary>Items that are there to be dealt.</summary>
    public abstract long Readable { get; }

    /// <summary>Whether there will be no more; <see cref="Readable"/> read after it is the total.</summary>
    public abstract bool Ended { get; }

    /// <summary>The source's own error, once it has ended with one.</summary>
    public virtual Exception? Error => null;

    /// <summary>How long it was read, or waited for: not the time in which nobody wanted more.</summary>
    public virtual TimeSpan Reading => TimeSpan.Zero;

    /// <summary>An estimate of what an item takes in memory, in bytes.</summary>
    public abstract long BytesPerItem { get; }

    /// <summary>Begins; the callback is called from any thread whenever there is more to deal than when it was last armed, and when items turn out larger than <see cref="BytesPerItem"/> was.</summary>
    public virtual void Start(Action advanced)
    {
    }

    /// <summary>The source may be read up to this many items; fewer than before, where items turn out larger or take longer.</summary>
    /// <param name="limit">How many.</param>
    /// <param name="ahead">How many of them the consumer has not taken.</param>
    public virtual void ReadTo(long limit, long ahead)
    {
    }

    /// <summary>Asks for one call of the callback as soon as there is more than so many items, or the end.</summary>
    public virtual void Arm(long known)
    {
    }

    /// <summary>Nobody wants more. A source that is deaf is left to itself.</summary>
    public virtual void Stop()
    {
    }

    /// <summary>Everything before the head has its outcome; what lies there is kept only as long as a chunk holds it.</summary>
    public virtual void Answered(long head)
    {
    }

    /// <summary>The longest chunk that may begin at an index.</summary>
    public virtual long LongestFrom(long index) => long.MaxValue;
}

/// <summary>A source of items of a type.</summary>
internal abstract class ItemSource<TIn> : ItemSource
{
    /// <summary>The items of a range that is readable. Called by the router alone.</summary>
    public abstract ItemSlice<TIn> Slice(long start, int length);
}
