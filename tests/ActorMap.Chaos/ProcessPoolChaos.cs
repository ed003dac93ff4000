using ActorMap.Chaos.Plans;
using ActorMap.Chaos.Rounds;
using ActorMap.Chaos.Victims;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Chaos;

[Collection("chaos")]
public sealed class ProcessPoolChaos(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_is_lost_or_doubled_while_worker_processes_are_killed_stopped_and_sent_away()
    {
        await using var victims = await WorkerProcesses.StartAsync(2);
        var tally = await new Campaign("processes", victims, output).RunAsync(Settings.Long * 0.35, items: 16_000, faults: 3);
        Assert.True(tally.Faults > 0, "Nothing happened.");
    }
}
