using ActorMap.Chaos.Plans;
using ActorMap.Chaos.Rounds;

namespace ActorMap.Chaos.Victims;

/// <summary>The processes that a map runs on, to which things happen.</summary>
internal interface IVictims : IAsyncDisposable
{
    /// <summary>What can happen to them.</summary>
    IReadOnlyList<Fault> Faults { get; }

    /// <summary>The map of a round, over them.</summary>
    MapQuery<int, long> Map(IEnumerable<int> items);

    /// <summary>Lets it happen.</summary>
    Task StrikeAsync(PlannedFault fault, Tally tally);

    /// <summary>Whoever is stopped goes on.</summary>
    void Continue();
}
