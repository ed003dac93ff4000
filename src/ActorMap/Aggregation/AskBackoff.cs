namespace ActorMap.Aggregation;

/// <summary>How long to the next question for what is done of running chunks, while the consumer waits.</summary>
/// <remarks>
/// Not at once: a consumer faster than the workers would have every chunk handed over in crumbs. Each time a quarter longer: the next question comes no later
/// than <see cref="Shortest"/> and a quarter of the time that the consumer has waited already, nor later than <see cref="Longest"/>; and a pool with nothing
/// done is left in peace (decision 22).
/// </remarks>
internal sealed class AskBackoff
{
    private const double Growth = 1.25;

    private TimeSpan _next = Shortest;

    public static TimeSpan Shortest => TimeSpan.FromMilliseconds(10);

    public static TimeSpan Longest => TimeSpan.FromMilliseconds(100);

    /// <summary>For a consumer that begins to wait.</summary>
    public TimeSpan First()
    {
        _next = Shortest * Growth;
        return Shortest;
    }

    /// <summary>For one that has gone on waiting.</summary>
    public TimeSpan Next()
    {
        var next = _next;
        _next = next * Growth < Longest ? next * Growth : Longest;
        return next;
    }
}
