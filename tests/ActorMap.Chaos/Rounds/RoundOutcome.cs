namespace ActorMap.Chaos.Rounds;

/// <summary>What came of a round.</summary>
/// <param name="Items">How many items were mapped.</param>
/// <param name="Lost">How many have no outcome.</param>
/// <param name="Doubled">How many came again, or in the wrong place.</param>
/// <param name="Wrong">How many have another value than they should.</param>
/// <param name="Silence">The longest time in which no outcome came.</param>
internal sealed record RoundOutcome(int Items, int Lost, int Doubled, int Wrong, TimeSpan Silence)
{
    public bool IsRight => (Lost, Doubled, Wrong) == (0, 0, 0);
}
