using ActorMap.State;

namespace ActorMap.Node.Timing;

/// <summary>How much of the workers' time goes into the records and how much into the function: samples of all workers of this process, each for the items that it stands for.</summary>
internal sealed class StageTimes : ISharedByReference
{
    private readonly Lock _lock = new();
    private double _encoding;
    private double _all;

    /// <summary>The share of reading records and writing results; 0 before a sample.</summary>
    internal double EncodingShare
    {
        get
        {
            lock (_lock) return _all > 0 ? _encoding / _all : 0;
        }
    }

    /// <summary>The same of all the time of workers in this process: the sums stand for all items but those that no sample foresaw, such as one of seconds behind many of microseconds.</summary>
    internal double EncodingShareOf(TimeSpan busy)
    {
        lock (_lock) return _all > 0 ? _encoding / Math.Max(_all, busy.TotalSeconds * TimeProvider.System.TimestampFrequency) : 0;
    }

    internal void Add(double encoding, double all)
    {
        lock (_lock) (_encoding, _all) = (_encoding + encoding, _all + all);
    }
}
