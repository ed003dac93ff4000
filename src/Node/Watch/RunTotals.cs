using ActorMap.Node.Input;

namespace ActorMap.Node.Watch;

/// <summary>What has become of the items so far. One thread counts, others read.</summary>
internal sealed class RunTotals(TimeProvider time, int workers, long? total)
{
    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<string, (long Count, ItemFailure Sample)> _kinds = new(StringComparer.Ordinal);
    private long _done;
    private long _failed;
    private long _bytes;

    internal required InputSet Input { get; init; }

    internal required RecordFeed Feed { get; init; }

    internal int Workers => workers;

    /// <summary>Outcomes so far, and failures among them; for the thread that counts.</summary>
    internal (long Done, long Failed) Outcomes => (_done, _failed);

    internal void Count(in Record record) => Count(new ReadOnlySpan<Record>(in record));

    internal void Count(ReadOnlySpan<Record> records)
    {
        var bytes = 0L;
        foreach (ref readonly var record in records) bytes += record.Size;
        Volatile.Write(ref _bytes, _bytes + bytes);
        Volatile.Write(ref _done, _done + records.Length);
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
                Volatile.Read(ref _done), _failed, total, Fraction(), time.GetElapsedTime(_start), workers, [.. _kinds.Values.OrderByDescending(kind => kind.Count)]);
        }
    }

    /// <summary>
    /// By items where their number is known, else by bytes: never by reading ahead. What was read is ahead of what is done, by all of a small file: so it counts by the
    /// share of it that is done.
    /// </summary>
    private double? Fraction()
    {
        if (total is > 0) return Math.Min(1, (double)Volatile.Read(ref _done) / total.Value);
        if (Input.Size is not { } size || Feed.Size is not (> 0 and var read)) return null;
        return Math.Min(1, (double)Input.BytesRead / size) * Math.Min(1, (double)Volatile.Read(ref _bytes) / read);
    }
}

/// <summary>A moment's totals.</summary>
internal sealed record RunCounts(
    long Done, long Failed, long? Total, double? Fraction, TimeSpan Elapsed, int Workers, (long Count, ItemFailure Sample)[] Kinds)
{
    internal long Succeeded => Done - Failed;

    internal double Rate => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    internal TimeSpan? Remaining => Fraction is > 0.001 and { } fraction ? Elapsed * ((1 - fraction) / fraction) : null;
}
