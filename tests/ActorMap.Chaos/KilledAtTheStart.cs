using ActorMap.Chaos.Plans;
using ActorMap.Chaos.Victims;
using Xunit;

namespace ActorMap.Chaos;

[Collection("chaos")]
public sealed class KilledAtTheStart
{
    [Fact]
    public async Task A_worker_process_that_is_killed_while_it_starts_is_started_again()
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = Settings.Deadline });
        using var late = new CancellationTokenSource(Settings.Deadline);
        var victim = Assert.Single(Children.Workers());
        for (var kills = 0; kills < 3; kills++)
        {
            Assert.True(Signals.Send(victim, Signals.Kill));
            var next = victim;
            while (next == victim)
            {
                next = Children.Workers() is [var child] ? child : victim;
                await Task.Delay(5, late.Token);
            }

            victim = next;
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(Weighed.Expected), await pool.Map(Weighed.Create(), Enumerable.Range(0, 100)).ToArrayAsync(late.Token));
    }
}
