using System.Diagnostics;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Pools;
using Akka.Configuration;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Cluster.Tests.Faults;

public sealed class LargeThings(ITestOutputHelper output)
{
    private static readonly Config ByMessages = ConfigurationFactory.ParseString("actormap.cluster.shared-memory = off");

    [Fact]
    public async Task State_of_64_MiB_goes_once_to_each_process()
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline, Config = ByMessages });
        var state = new byte[64 << 20];
        new Random(1).NextBytes(state);
        var folder = Directory.CreateTempSubdirectory("actormap-").FullName;
        try
        {
            // Each waits for the other, so that both processes have the state.
            var results = await pool.Map(
                (int item) =>
                {
                    File.WriteAllText(Path.Combine(folder, $"{item}"), "");
                    if (!SpinWait.SpinUntil(() => Directory.GetFiles(folder).Length == 2, Reception.Deadline)) throw new TimeoutException("The other process ran nothing.");
                    return state[item];
                },
                Enumerable.Range(0, 2)).With(new MapOptions { ChunkSize = 1 }).ToArrayAsync().WaitAsync(Reception.Deadline);
            Assert.Equal(state[..2], results);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        var served = ((ClusterHost)pool.Host).State.Blobs.BytesServed;
        output.WriteLine($"{served / 2.0 / state.Length:0.0000} of the state a process");
        Assert.InRange(served, 2L * state.Length, 2L * state.Length * 105 / 100);
    }

    [Theory]
    [InlineData(64 << 10)]
    [InlineData(3 << 20)]
    [InlineData(64 << 20)]
    public async Task State_lies_once_in_memory_that_all_processes_read_and_is_gone_with_its_map(int length)
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var state = new byte[length];
        new Random(1).NextBytes(state);
        var running = pool.Map((int item) => state[item], Enumerable.Range(0, 10_000)).ToArrayAsync();
        var expected = state[..10_000];
        Array.Clear(state);

        Assert.Equal(expected, await running.WaitAsync(Reception.Deadline));
        var cluster = ((ClusterHost)pool.Host).State;
        Assert.InRange(cluster.Memory!.BytesWritten, state.Length, state.Length + 10_000);
        Assert.Equal(0, cluster.Blobs.BytesServed);
        Assert.True(SpinWait.SpinUntil(() => cluster.Memory.BytesTaken == 0, Reception.Deadline));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Items_and_results_larger_than_a_frame_come_and_go(bool byMessages)
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline, Config = byMessages ? ByMessages : null });
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
        Assert.Equal(byMessages, host.State.Blobs.BytesServed > 0);
        if (!byMessages) Assert.True(SpinWait.SpinUntil(() => host.State.Memory!.BytesTaken == 0, Reception.Deadline));
    }

    [Fact]
    public async Task An_item_larger_than_the_near_part_of_the_memory_comes_and_goes()
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var item = new double[4 << 20];
        for (var at = 0; at < item.Length; at++) item[at] = at;
        var result = Assert.Single(await pool.Map((double[] values) => values.Reverse().ToArray(), [item]).ToArrayAsync().WaitAsync(Reception.Deadline));

        Assert.True(item.AsEnumerable().Reverse().SequenceEqual(result));
        Assert.Equal(0, ((ClusterHost)pool.Host).State.Blobs.BytesServed);
    }

    [Fact]
    public async Task What_a_killed_process_had_in_shared_memory_is_given_to_another_and_then_freed()
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var items = Enumerable.Range(0, 40).Select(seed => new int[100_000].Select((_, at) => seed + at).ToArray()).ToArray();
        var parent = Environment.ProcessId;
        var killer = Path.Combine(Path.GetTempPath(), $"actormap-{Guid.NewGuid():N}");
        try
        {
            var sums = await pool.Map(
                (int[] item) =>
                {
                    // Once, in mid-job: whoever makes the file is the one to die.
                    if (item[0] == 20 && Environment.ProcessId != parent && !File.Exists(killer))
                    {
                        File.WriteAllText(killer, "");
                        Process.GetCurrentProcess().Kill();
                    }

                    return item.Sum(value => (long)value);
                },
                items).ToArrayAsync().WaitAsync(Reception.Deadline);
            Assert.Equal(items.Select(item => item.Sum(value => (long)value)), sums);
            Assert.True(File.Exists(killer));
            Assert.True(SpinWait.SpinUntil(() => ((ClusterHost)pool.Host).State.Memory!.BytesTaken == 0, Reception.Deadline));
        }
        finally
        {
            File.Delete(killer);
        }
    }

    [Fact]
    public async Task Failures_of_any_length_fit_a_message()
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });
        var outcomes = new List<MapResult<int, int>>();
        await foreach (var outcome in pool.Map((int item) => Deep(item, 3_000), Enumerable.Range(0, 40)).Settled()) outcomes.Add(outcome);

        Assert.Equal(40, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.InRange(outcome.Error!.Message.Length, 1_000, 40_000));
    }

    private static int Deep(int item, int depth) => depth == 0 ? throw new InvalidOperationException($"{item} {new string('é', 1_000_000)}") : Deep(item, depth - 1) + 1;
}
