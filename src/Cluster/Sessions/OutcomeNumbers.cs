namespace ActorMap.Cluster.Sessions;

/// <summary>Which of the numbered messages of the other side have come: each counts once, and up to where all have come is told back.</summary>
internal sealed class OutcomeNumbers
{
    /// <summary>So many may come before that is told back: often enough to keep little, seldom enough to cost nothing.</summary>
    public const int MostOwed = 16;

    private readonly HashSet<long> _ahead = [];
    private long _told;

    /// <summary>All up to this number have come.</summary>
    public long UpTo { get; private set; }

    /// <summary>How many have come since that was last told.</summary>
    public long Owed => UpTo - _told;

    /// <summary>False where it has come before.</summary>
    public bool Add(long number)
    {
        if (number <= UpTo || !_ahead.Add(number)) return false;
        while (_ahead.Remove(UpTo + 1)) UpTo++;
        return true;
    }

    public bool Has(long number) => number <= UpTo || _ahead.Contains(number);

    public long Acknowledge() => _told = UpTo;
}
