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
    public string How => (MemoryLimit, Silence) switch
    {
        ({ } limit, _) => string.Create(CultureInfo.InvariantCulture, $"it took more than its memory limit of {limit:N0} bytes, and was ended for it"),
        (_, { } silence) => string.Create(CultureInfo.InvariantCulture, $"it said nothing for {silence.TotalSeconds:0.#} s, and was ended for it"),
        _ => Overdue.Count > 0 ? "an item kept its thread past the item's time, and it was ended for it" : Exit.ToString(),
    };

    /// <summary>How long it had said nothing, where it was ended for that.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>Items that kept a thread past their time, where it was ended for that: they are to blame, and nothing else that was in it.</summary>
    public IReadOnlyList<NotedItems> Overdue { get; init; } = [];

    /// <summary>Whether one item alone was in the process: nothing else can have killed it from within.</summary>
    public bool HasOneSuspect => Noted is [{ Range.Length: 1 }];

    /// <summary>A range that had no answer, in parts: each suspect alone, and between them what merely waited or had run.</summary>
    /// <param name="job">The mark of its job.</param>
    /// <param name="range">The range.</param>
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

    // What another process tells of may be anything; it is looked at within the range only.
    private IEnumerable<long> Suspects(long job, IndexRange range) =>
        (from items in Overdue.Count > 0 ? Overdue : Noted
        where items.Job == job
        from index in Positions(Math.Max(range.Start, items.Range.Start), Math.Min(range.End, items.Range.End))
        select index).Distinct().Order();

    private static IEnumerable<long> Positions(long start, long end)
    {
        for (var index = start; index < end; index++) yield return index;
    }
}
