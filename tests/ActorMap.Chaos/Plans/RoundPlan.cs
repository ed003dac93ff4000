namespace ActorMap.Chaos.Plans;

/// <summary>One map and what happens during it; all of it follows from the seed.</summary>
/// <param name="Number">Which round it is, from 1.</param>
/// <param name="Items">How many items are mapped.</param>
/// <param name="InOrder">Whether results are taken in order; else outcomes as they come.</param>
/// <param name="FromArray">Whether the items are there at once; else they are read one by one.</param>
/// <param name="Faults">What happens, in the order in which it does.</param>
internal sealed record RoundPlan(int Number, int Items, bool InOrder, bool FromArray, IReadOnlyList<PlannedFault> Faults)
{
    public static RoundPlan Draw(Random random, int number, int items, int faults, IReadOnlyList<Fault> kinds) => new(
        number,
        random.Next(items / 2, items),
        random.Next(2) == 0,
        random.Next(2) == 0,
        [.. Enumerable.Range(0, faults).Select(_ => DrawFault(random, items / 2, kinds)).OrderBy(fault => fault.After)]);

    public override string ToString() =>
        $"round {Number}: {Items} items {(FromArray ? "of an array" : "read one by one")}, {(InOrder ? "in order" : "as completed")}; {string.Join(", ", Faults)}";

    // A stop of less than three seconds goes by unnoticed, a longer one costs the session; both are to happen.
    private static PlannedFault DrawFault(Random random, int items, IReadOnlyList<Fault> kinds) =>
        new(random.Next(items / 20, items), kinds[random.Next(kinds.Count)], random.Next(64), TimeSpan.FromMilliseconds(random.Next(3) == 0 ? random.Next(3_500, 6_000) : random.Next(20, 1_500)));
}
