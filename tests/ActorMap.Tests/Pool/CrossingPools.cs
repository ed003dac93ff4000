using Xunit;

namespace ActorMap.Tests.Pool;

/// <summary>Maps inside of maps of other pools: whichever waits for which, none waits for a worker that waits for it.</summary>
public sealed class CrossingPools
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // Static, as what is captured would be state.
    private static CountdownEvent s_met = new(1);

    [Fact]
    public async Task Two_pools_whose_functions_all_wait_for_a_map_on_the_other_both_go_on()
    {
        s_met = new CountdownEvent(2);
        await using var first = await MapPool.StartAsync(new PoolOptions { Workers = 1 });
        await using var second = await MapPool.StartAsync(new PoolOptions { Workers = 1 });
        var (there, back) = (first.Map((int i) => Meet(second, i), new[] { 1 }).ToArrayAsync(), second.Map((int i) => Meet(first, i), new[] { 2 }).ToArrayAsync());
        Assert.Equal([2, 3], (await Task.WhenAll(there, back).WaitAsync(Patience)).SelectMany(results => results));
    }

    private static int Meet(MapPool other, int item)
    {
        s_met.Signal();
        s_met.Wait(Patience);
        return other.Map((int i) => i + 1, new[] { item }).ToArrayAsync().Result[0];
    }
}
