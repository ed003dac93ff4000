using System.Diagnostics;
using ActorMap.Chaos.Plans;
using ActorMap.Chaos.Victims;
using Xunit.Abstractions;

namespace ActorMap.Chaos.Rounds;

/// <summary>Round after round over the same pool, each with its faults, until the time is over; a short run has a few.</summary>
internal sealed class Campaign(string name, IVictims victims, ITestOutputHelper output)
{
    private const int ShortRounds = 2;

    private readonly Report _report = new(output);
    private readonly Tally _tally = new();
    private readonly Random _random = new(Settings.Seed);

    /// <param name="length">How long it goes on; null for a short run.</param>
    /// <param name="items">At most so many a round, and at least half as many.</param>
    /// <param name="faults">How many in a round.</param>
    public async Task<Tally> RunAsync(TimeSpan? length, int items, int faults)
    {
        _report.Line($"{name}: ACTORMAP_CHAOS_SEED={Settings.Seed}");
        var watch = Stopwatch.StartNew();
        for (var number = 1; length is { } limit ? watch.Elapsed < limit : number <= ShortRounds; number++)
            await RunRoundAsync(RoundPlan.Draw(_random, number, items, faults, victims.Faults));

        // When all is calm the pool serves as ever.
        victims.Continue();
        await RunRoundAsync(RoundPlan.Draw(_random, _tally.Rounds + 1, items / 4, 0, victims.Faults));
        _report.Line($"{name}: {_tally}");
        return _tally;
    }

    private async Task RunRoundAsync(RoundPlan plan)
    {
        using var late = new CancellationTokenSource(Settings.Deadline);
        var watch = Stopwatch.StartNew();
        try
        {
            var outcome = await new Round(plan, victims, _tally).RunAsync(late.Token);
            _tally.Round(outcome);
            if (!outcome.IsRight) throw new InvalidOperationException($"{outcome}");
            _report.Line($"{name}: {plan}; {watch.Elapsed.TotalSeconds:0.0} s, longest silence {outcome.Silence.TotalMilliseconds:0} ms");
        }
        catch (Exception error)
        {
            _report.Line($"{name}: FAILED in {plan}: {error}");
            throw new InvalidOperationException($"{name}, ACTORMAP_CHAOS_SEED={Settings.Seed}, {plan}: {error.Message}", error);
        }
    }
}
