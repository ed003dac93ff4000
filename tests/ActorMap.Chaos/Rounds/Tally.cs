using ActorMap.Chaos.Plans;

namespace ActorMap.Chaos.Rounds;

/// <summary>What happened so far.</summary>
internal sealed class Tally
{
    private readonly Lock _lock = new();
    private readonly int[] _faults = new int[Enum.GetValues<Fault>().Length];

    public int Rounds { get; private set; }

    public long Items { get; private set; }

    /// <summary>The longest time in which no outcome came: until what a dead or silent process held ran elsewhere.</summary>
    public TimeSpan Recovery { get; private set; }

    public long Lost { get; private set; }

    public long Doubled { get; private set; }

    public long Wrong { get; private set; }

    public int Faults => _faults.Sum();

    public void Count(Fault fault)
    {
        lock (_lock) _faults[(int)fault]++;
    }

    public void Round(RoundOutcome outcome)
    {
        Rounds++;
        Items += outcome.Items;
        Lost += outcome.Lost;
        Doubled += outcome.Doubled;
        Wrong += outcome.Wrong;
        if (outcome.Silence > Recovery) Recovery = outcome.Silence;
    }

    public override string ToString() =>
        $"{Rounds} maps, {Items} items; {Of(Fault.Kill)} kills, {Of(Fault.Stop)} stops, {Of(Fault.Join)} joins, {Of(Fault.Leave)} leaves; "
        + $"longest recovery {Recovery.TotalMilliseconds:0} ms; lost {Lost}, doubled {Doubled}, wrong sums of state {Wrong}";

    private int Of(Fault fault) => _faults[(int)fault];
}
