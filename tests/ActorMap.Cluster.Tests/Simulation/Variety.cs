using System.Globalization;
using ActorMap.Functions;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>How many runs had what in them: a kind of fault that hardly ever comes is hardly tried.</summary>
internal sealed class Variety
{
    private readonly SortedDictionary<string, int> _runs = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Runs in all.</summary>
    public int Runs { get; private set; }

    public long Events { get; private set; }

    public long Messages { get; private set; }

    public TimeSpan Longest { get; private set; }

    /// <summary>The share of all runs that had it, by what it is.</summary>
    public IEnumerable<(string What, double Share)> Shares
    {
        get
        {
            lock (_lock) return [.. _runs.Select(run => (run.Key, (double)run.Value / Runs))];
        }
    }

    public void Add(SimulatedCluster run)
    {
        lock (_lock)
        {
            Runs++;
            Events += run.Time.Happened;
            Messages += run.Messages;
            if (run.Makespan > Longest) Longest = run.Makespan;
            foreach (var (what, had) in WhatOf(run)) _runs[what] = _runs.GetValueOrDefault(what) + (had ? 1 : 0);
        }
    }

    public override string ToString() => string.Join(", ", Shares.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.What} {one.Share:P1}")));

    private static IEnumerable<(string What, bool Had)> WhatOf(SimulatedCluster run)
    {
        var schedule = run.Schedule;
        foreach (var fate in Enum.GetValues<Fate>()) yield return ($"a node {fate}", run.Struck.Contains(fate));
        foreach (var delivery in Enum.GetValues<Delivery>()) yield return ($"delivered {delivery}", schedule.Delivery == delivery);
        yield return ("messages lost", run.Nodes.Any(node => node.Wire.Lost > 0));
        yield return ("messages doubled", run.Nodes.Any(node => node.Wire.Doubled > 0));
        yield return ("messages overtaken", run.Nodes.Any(node => node.Wire.Overtaken > 0));
        yield return ("items ran again", run.RanAgain > 0);
        yield return ("items that wait", schedule.IsAsync);
        yield return ("items failed", schedule.Failing > 0);
        yield return ("retries", schedule is { Failing: > 0, Retries: > 0 });
        yield return ("halted", run.Bound < schedule.Items);
        yield return ("speculated", schedule.Speculate);
        yield return ("bounded in flight", schedule.MaxInFlight is not null);
        yield return ("a hundred items or more", schedule.Items >= 100);
    }
}
