using System.Globalization;
using ActorMap.Messages;
using ActorMap.Slots;

namespace ActorMap.Cluster.Links;

/// <summary>How a node's process ended that nobody had asked to end, and what its workers were in. Only those items can be to blame. Pure.</summary>
/// <param name="Exit">How it ended.</param>
/// <param name="Noted">What its workers were in.</param>
/// <param name="MemoryLimit">The bytes that it may take, where it was ended because it took more; else null.</param>
internal sealed record Death(WorkerExit Exit, IReadOnlyList<NotedItems> Noted, long? MemoryLimit = null)
{
    /// <summary>How it ended, in words.</summary>
    public string How => MemoryLimit is { } limit ? string.Create(CultureInfo.InvariantCulture, $"it took more than its memory limit of {limit:N0} bytes, and was ended for it") : Exit.ToString();

    /// <summary>Whether one item alone was in the process: nothing else can have killed it from within.</summary>
    public bool HasOneSuspect => Noted.Sum(items => items.Range.Length) == 1;

    /// <summary>A range that had no answer, in parts: each suspect alone, and between them what merely waited or had run.</summary>
    public IEnumerable<(IndexRange Range, bool IsSuspect)> Split(long job, IndexRange range)
    {
        var next = range.Start;
        foreach (var index in Suspects(job, range))
        {
            if (index > next) yield return (new IndexRange(next, index), false);
            yield return (IndexRange.Single(index), true);
            next = index + 1;
        }

        if (next < range.End) yield return (range with { Start = next }, false);
    }

    private IEnumerable<long> Suspects(long job, IndexRange range) =>
        from items in Noted
        where items.Job == job
        from offset in Enumerable.Range(0, (int)items.Range.Length)
        let index = items.Range.Start + offset
        where range.Contains(index)
        orderby index
        select index;
}
