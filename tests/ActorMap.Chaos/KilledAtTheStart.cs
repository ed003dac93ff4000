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
            victim = await AppearsAsync(besides: victim, late.Token);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(Weighed.Expected), await pool.Map(Weighed.Create(), Enumerable.Range(0, 100)).ToArrayAsync(late.Token));
    }

    [Fact]
    public async Task A_pool_of_which_one_process_does_not_start_is_refused_and_leaves_no_process()
    {
        using var late = new CancellationTokenSource(Settings.Deadline);
        PoolUnavailableException? error = null;
        while (error is null)
        {
            // On a busy machine it may be seen, and killed, only when it is ready: then the pool starts another in its place.
            var start = ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Settings.Deadline }, late.Token);
            Assert.True(Signals.Send(await AppearsAsync(besides: 0, late.Token), Signals.Kill));
            try
            {
                await (await start).DisposeAsync();
            }
            catch (PoolUnavailableException refusal)
            {
                error = refusal;
            }
        }

        Assert.Contains("did not start: it ended (killed by signal 9)", error.Message, StringComparison.Ordinal);
        Assert.Empty(Children.Workers());
    }

    private static async Task<int> AppearsAsync(int besides, CancellationToken cancellation)
    {
        while (true)
        {
            if (Children.Workers().FirstOrDefault(pid => pid != besides) is var pid and not 0) return pid;
            await Task.Delay(5, cancellation);
        }
    }
}
