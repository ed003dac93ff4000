namespace ActorMap.Chaos.Plans;

/// <summary>A fault, and when it strikes whom.</summary>
/// <param name="After">It strikes when so many outcomes have come: at the same place of the work on every machine.</param>
/// <param name="Fault">What happens.</param>
/// <param name="Victim">To which of those that are there, counted round.</param>
/// <param name="Length">For how long it is stopped.</param>
internal sealed record PlannedFault(int After, Fault Fault, int Victim, TimeSpan Length)
{
    public override string ToString() => Fault == Fault.Stop ? $"{After}: {Fault} {Victim} for {Length.TotalMilliseconds:0} ms" : $"{After}: {Fault} {Victim}";
}
