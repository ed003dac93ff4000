namespace ActorMap.Cluster.Links;

/// <summary>How long a node has said nothing, in beats of this program's own: while that stood still itself, as in a debugger or as the machine slept, nobody was silent. Pure.</summary>
/// <param name="every">How often a beat is due.</param>
/// <param name="now">The time.</param>
internal sealed class Silence(TimeSpan every, TimeSpan now)
{
    // Three statuses missed: long enough for a pause of the garbage collector, short enough that a hung node's ranges run elsewhere within six seconds.
    // Both count: where this program stood still for as long, as on a busy machine, the statuses are there and wait to be read.
    public static TimeSpan LongAfter { get; } = TimeSpan.FromSeconds(3.5);

    private const int LongBeats = 4;

    private TimeSpan _heard = now;
    private TimeSpan _beat = now;
    private int _beats;

    public TimeSpan Length => _beats * every;

    public void Hear(TimeSpan now) => (_heard, _beats) = (now, 0);

    /// <summary>A beat is due.</summary>
    /// <returns>False where it does not count: it came late, or with the one before it, so that nobody had the time between them to be heard.</returns>
    public bool Beat(TimeSpan now)
    {
        var since = now - _beat;
        _beat = now;
        if (since < 0.5 * every || since > 1.5 * every) return false;
        _beats++;
        return true;
    }

    /// <summary>Whether it has been for so long that the node must be taken for lost.</summary>
    public bool IsLong(TimeSpan now) => _beats >= LongBeats && now - _heard > LongAfter;
}
