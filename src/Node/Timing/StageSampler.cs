namespace ActorMap.Node.Timing;

/// <summary>
/// Says which of a worker's items are taken the time of. Four looks at the clock are some 100 ns: so after a sample that many items go by as take a thousand times as long,
/// and an item that goes by costs a count.
/// </summary>
internal sealed class StageSampler(bool isOn, TimeProvider time)
{
    private const int Furthest = 1024;
    private static readonly TimeSpan Apart = TimeSpan.FromMicroseconds(100);

    private readonly double _apart = Apart.TotalSeconds * time.TimestampFrequency;
    private int _left = 1;
    private int _weight = 1;

    /// <summary>Whether the next item goes by.</summary>
    internal bool Skips()
    {
        if (--_left > 0) return true;
        if (isOn) return false;
        _left = int.MaxValue;
        return true;
    }

    internal long Now() => time.GetTimestamp();

    /// <summary>A sample: when reading began, the function was called, came back, and the result was written.</summary>
    /// <returns>The ticks that went into the record, and all, of the items that it stands for.</returns>
    internal (double Encoding, double All) Take(long began, long called, long returned, long written)
    {
        var all = Math.Max(1, written - began);
        var sample = ((double)(all - (returned - called)) * _weight, (double)all * _weight);
        _left = _weight = (int)Math.Clamp(_apart / all, 1, Furthest);
        return sample;
    }
}
