using ActorMap.Messages;

namespace ActorMap.Chunks;

/// <summary>Which of a chunk's items failed: written by its worker, told once by the router.</summary>
internal abstract partial class Chunk
{
    private List<ItemFailure>? _failures;
    private int _told;
    private bool _firstIsKnown;

    public void Fail(ItemFailure failure)
    {
        var failures = _failures ?? Interlocked.CompareExchange(ref _failures, [], null) ?? _failures;
        lock (failures) failures.Add(failure);
    }

    /// <summary>Asked by the worker after each step: true once, when the first item has failed. That one may end the map, and is told at once.</summary>
    public bool IsFirstFailure()
    {
        if (_failures is null || _firstIsKnown) return false;
        return _firstIsKnown = true;
    }

    /// <summary>Failures that were not yet told to the router.</summary>
    public ItemFailure[] TakeFailures()
    {
        if (_failures is null) return [];
        lock (_failures)
        {
            var fresh = _failures.Skip(_told).ToArray();
            _told = _failures.Count;
            return fresh;
        }
    }

    public bool HasUntoldFailures => _failures is { } failures && failures.Count > _told;

    /// <summary>How many of its items failed.</summary>
    public int FailedCount => _failures?.Count ?? 0;

    /// <summary>Splits a range of this chunk into the runs between the items that failed.</summary>
    public void Succeeded(IndexRange range, List<IndexRange> runs)
    {
        runs.Clear();
        if (_failures is null)
        {
            runs.Add(range);
            return;
        }

        long[] holes;
        lock (_failures) holes = [.. _failures.Select(failure => failure.Index).Where(range.Contains).Order()];
        var next = range.Start;
        foreach (var hole in holes)
        {
            if (hole > next) runs.Add(new IndexRange(next, hole));
            next = hole + 1;
        }

        if (next < range.End) runs.Add(new IndexRange(next, range.End));
    }
}
