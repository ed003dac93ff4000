using ActorMap.Functions;

namespace ActorMap.Aggregation;

/// <summary>How long outcomes that are there wait for the one before them, for who wants to know.</summary>
internal sealed class HeadOfLine(Work work)
{
    private const long Nothing = -1;

    private long _head = Nothing;
    private long _since;

    /// <summary>Looks at what is next and whether anything waits behind it.</summary>
    public void Look(long next, bool anyWaits)
    {
        if (work.Options.Observer is not { } observer) return;
        var head = anyWaits ? next : Nothing;
        if (head == _head) return;
        if (_head != Nothing) observer.HeldBack(_head, work.Time.GetElapsedTime(_since));
        (_head, _since) = (head, work.Time.GetTimestamp());
    }
}
