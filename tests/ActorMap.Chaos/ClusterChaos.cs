using ActorMap.Chaos.Plans;
using ActorMap.Chaos.Rounds;
using ActorMap.Chaos.Victims;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Chaos;

[Collection("chaos")]
public sealed class ClusterChaos(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_is_lost_or_doubled_while_nodes_are_killed_stopped_leave_and_join()
    {
        await using var victims = await ClusterNodes.StartAsync(3, quick: Settings.Long is null);
        var tally = await new Campaign("cluster", victims, output).RunAsync(Settings.Long * 0.35, items: 16_000, faults: 3);
        Assert.True(tally.Faults > 0, "Nothing happened.");
    }
}
