using System.Diagnostics;
using ActorMap.Chaos.Plans;
using ActorMap.Chaos.Rounds;
using ActorMap.Chaos.Victims;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Chaos;

[Collection("chaos")]
public sealed class KilledEverySecond(ITestOutputHelper output)
{
    private const int Million = 1_000_000, AMinutes = 100_000, Few = 10_000;

    /// <summary>How much longer it takes is told, and not judged: on a busy machine a new process takes what it takes.</summary>
    [Fact]
    public async Task Nothing_is_lost_or_doubled_though_a_random_worker_process_is_killed_every_second()
    {
        var report = new Report(output);
        var plan = new RoundPlan(1, Settings.Long is { } length ? (int)Math.Min(Million, length.TotalMinutes * AMinutes) : Few, InOrder: true, FromArray: true, []);
        await using var victims = await WorkerProcesses.StartAsync(Math.Max(2, Environment.ProcessorCount));
        using var over = new CancellationTokenSource();
        var tally = new Tally();
        var calm = await RunAsync();
        var killing = KillAsync();
        var stormy = await RunAsync();
        await over.CancelAsync();
        await killing;
        report.Line($"a kill a second: ACTORMAP_CHAOS_SEED={Settings.Seed}; {calm.TotalSeconds:0.0} s undisturbed, {stormy.TotalSeconds:0.0} s under kills, so {stormy / calm:0.00} times as long; {tally}");

        async Task<TimeSpan> RunAsync()
        {
            var watch = Stopwatch.StartNew();
            var outcome = await new Round(plan, victims, tally).RunAsync(CancellationToken.None);
            tally.Round(outcome);
            Assert.True(outcome.IsRight, $"ACTORMAP_CHAOS_SEED={Settings.Seed}: {outcome}");
            return watch.Elapsed;
        }

        async Task KillAsync()
        {
            var random = new Random(Settings.Seed);
            using var seconds = new PeriodicTimer(TimeSpan.FromSeconds(1));
            try
            {
                do
                {
                    var kill = new PlannedFault(0, Fault.Kill, random.Next(64), TimeSpan.Zero);
                    if (victims.HasWorkers) await victims.StrikeAsync(kill, tally);
                }
                while (await seconds.WaitForNextTickAsync(over.Token));
            }
            catch (OperationCanceledException)
            {
                // The map is done.
            }
        }
    }
}
