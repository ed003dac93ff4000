namespace ActorMap.Node.Timing;

/// <summary>What was measured of a map that has ended.</summary>
internal sealed record Measured
{
    /// <summary>From the start of the map to its end.</summary>
    internal required TimeSpan Elapsed { get; init; }

    internal required int Workers { get; init; }

    /// <summary>Tries of items, failed ones too.</summary>
    internal long Items { get; init; }

    /// <summary>The time of all workers in items: reading a record, the function, writing its result.</summary>
    internal TimeSpan Busy { get; init; }

    /// <summary>The share of <see cref="Busy"/> that went into reading records and writing results; 0 where it is not known.</summary>
    internal double EncodingShare { get; init; }

    /// <summary>The longest try of an item.</summary>
    internal TimeSpan Longest { get; init; }

    /// <summary>What this process used of the machine's cores; null where the function runs in others.</summary>
    internal TimeSpan? Cpu { get; init; }

    /// <summary>Whether each item is a process of its own.</summary>
    internal bool StartsProcesses { get; init; }

    /// <summary>Whether what takes the results is a file that the map was told to write.</summary>
    internal bool WritesFile { get; init; }

    /// <summary>How long it waited for what takes the results: a part of <see cref="Output"/>.</summary>
    internal TimeSpan Written { get; init; }

    /// <summary>How long the input was read, or waited for.</summary>
    internal TimeSpan Input { get; init; }

    /// <summary>How long results were taken, counted and written.</summary>
    internal TimeSpan Output { get; init; }

    /// <summary>How long results that were there waited for the one before them.</summary>
    internal TimeSpan Held { get; init; }

    /// <summary>The item that was waited for longest, and how long.</summary>
    internal (long Index, TimeSpan Time)? HeldMost { get; init; }

    /// <summary>Whether items and results travel to other processes.</summary>
    internal bool Travels { get; init; }

    /// <summary>Whether results are written as they finish.</summary>
    internal bool Unordered { get; init; }

    /// <summary>How many workers there could be without being more than cores; null where that is not for the command to say.</summary>
    internal int? Cores { get; init; }

    /// <summary>Whether a larger chunk could be asked for, or already is.</summary>
    internal bool HasChunk { get; init; }

    /// <summary>The mean, in seconds: a <see cref="TimeSpan"/> counts by 100 ns, and there are items that take less.</summary>
    internal double ItemSeconds => Items > 0 ? Busy.TotalSeconds / Items : 0;

    internal double BusyShare => Elapsed > TimeSpan.Zero ? Math.Min(1, Busy / (Elapsed * Workers)) : 0;
}
