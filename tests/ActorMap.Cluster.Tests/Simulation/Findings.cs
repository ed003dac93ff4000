namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>What a run did that it must not do.</summary>
internal sealed class Findings
{
    private const int Enough = 5;

    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public void Require(bool holds, FormattableString otherwise)
    {
        if (!holds && _all.Count < Enough) _all.Add(FormattableString.Invariant(otherwise));
    }
}
