using ActorMap.Node.Input;

namespace ActorMap.Node.Watch;

/// <summary>What has become of the items so far. One thread counts, others read.</summary>
internal sealed class RunTotals(TimeProvider time, int workers, long? total)
{
    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<string, (long Count, ItemFailure Sample)> _kinds = new(StringComparer.Ordinal);
    private long _done;
    private long _failed;
    private long _busyTicks;

    internal required InputSet Input { get; init; }

    internal int Workers => workers;

    internal void Count(TimeSpan busy)
    {
        Volatile.Write(ref _busyTicks, _busyTicks + busy.Ticks);
        Volatile.Write(ref _done, _done + 1);
    }

    internal void CountFailure(ItemFailure failure)
    {
        lock (_kinds)
        {
            _kinds[failure.Kind] = _kinds.TryGetValue(failure.Kind, out var known) ? (known.Count + 1, known.Sample) : (1, failure);
            _failed++;
        }
    }

    internal RunCounts Read()
    {
        lock (_kinds)
        {
            return new RunCounts(
                Volatile.Read(ref _done), _failed, total, Fraction(), time.GetElapsedTime(_start), workers,
                TimeSpan.FromTicks(Volatile.Read(ref _busyTicks)), [.. _kinds.Values.OrderByDescending(kind => kind.Count)]);
        }
    }

    /// <summary>By items where their number is known, else by bytes: never by reading ahead.</summary>
    private double? Fraction() => total is > 0
        ? Math.Min(1, (double)Volatile.Read(ref _done) / total.Value)
        : Input.Size is { } size and > 0 ? Math.Min(1, (double)Input.BytesRead / size) : null;
}

/// <summary>A moment's totals.</summary>
internal sealed record RunCounts(
    long Done, long Failed, long? Total, double? Fraction, TimeSpan Elapsed, int Workers, TimeSpan Busy, (long Count, ItemFailure Sample)[] Kinds)
{
    internal long Succeeded => Done - Failed;

    internal double Rate => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>The share of the workers' time that went into items.</summary>
    internal double BusyShare => Elapsed > TimeSpan.Zero ? Math.Min(1, Busy / (Elapsed * Workers)) : 0;

    internal TimeSpan? Remaining => Fraction is > 0.001 and { } fraction ? Elapsed * ((1 - fraction) / fraction) : null;
}
