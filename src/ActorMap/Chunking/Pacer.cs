namespace ActorMap.Chunking;

/// <summary>
/// How many items a worker runs between two looks at the clock. Doubles until a step takes as long as it should, so that the look (some 25 ns) and the
/// claim (some 20 ns) are noise; falls to what fits as soon as items turn out longer, so that what is not started can still be taken over.
/// </summary>
/// <param name="target">How long a step should take, in the clock's ticks.</param>
internal struct Pacer(long target)
{
    // Longer steps gain nothing measurable, and a step can't be stopped within.
    private const int Longest = 1 << 18;

    /// <summary>Items in the next step.</summary>
    public int Length { get; private set; } = 1;

    public void Observe(int items, long elapsed)
    {
        var fits = elapsed <= 0 ? Longest : (long)((double)items * target / elapsed);
        Length = (int)Math.Clamp(fits, 1, Math.Min(Longest, Length * 2L));
    }
}
