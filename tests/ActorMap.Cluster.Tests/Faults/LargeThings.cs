using System.Diagnostics;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Pools;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Cluster.Tests.Faults;

public sealed class LargeThings(ITestOutputHelper output)
{
    [Fact]
    public async Task State_of_64_MiB_goes_once_to_each_process()
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline });
        var state = new byte[64 << 20];
        new Random(1).NextBytes(state);
        var watch = Stopwatch.StartNew();
        var results = await pool.Map((int item) => state[item], Enumerable.Range(0, 10_000)).ToArrayAsync().WaitAsync(Reception.Deadline);
        output.WriteLine($"{watch.ElapsedMilliseconds} ms");

        Assert.Equal(state[..10_000], results);
        var served = ((ClusterHost)pool.Host).State.Blobs.BytesServed;
        output.WriteLine($"{served / 2.0 / state.Length:0.0000} of the state a process");
        Assert.InRange(served, 2L * state.Length, 2L * state.Length * 105 / 100);
    }

    [Fact]
    public async Task Items_and_results_larger_than_a_frame_come_and_go()
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline });
        var items = Enumerable.Range(0, 6).Select(seed =>
        {
            var item = new byte[5 << 20];
            new Random(seed).NextBytes(item);
            return item;
        }).ToArray();
        var results = await pool.Map((byte[] item) => item.Select(one => (byte)(one ^ 255)).ToArray(), items).ToArrayAsync().WaitAsync(Reception.Deadline);

        for (var i = 0; i < items.Length; i++) Assert.True(items[i].AsSpan().SequenceEqual([.. results[i].Select(one => (byte)(one ^ 255))]));
        var host = (ClusterHost)pool.Host;
        Assert.InRange(host.State.Blobs.Bytes, 0, BlobStore.Spare);
    }

    [Fact]
    public async Task Failures_of_any_length_fit_a_message()
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = Reception.Deadline });
        var outcomes = new List<MapResult<int, int>>();
        await foreach (var outcome in pool.Map((int item) => Deep(item, 3_000), Enumerable.Range(0, 40)).Settled()) outcomes.Add(outcome);

        Assert.Equal(40, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.InRange(outcome.Error!.Message.Length, 1_000, 40_000));
    }

    private static int Deep(int item, int depth) => depth == 0 ? throw new InvalidOperationException($"{item} {new string('é', 1_000_000)}") : Deep(item, depth - 1) + 1;
}
