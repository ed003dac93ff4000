using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>A map with a journal goes on where it was, wherever its items run.</summary>
public sealed class JournaledMaps : IAsyncLifetime
{
    private const int Items = 400, Taken = 150;

    private readonly Cluster _cluster = new();
    private readonly string _path = Path.GetTempFileName();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        File.Delete(_path);
    }

    [Fact]
    public Task Over_worker_processes_only_what_is_not_durable_is_run_again() =>
        GoesOnAsync(() => ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 2, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline }));

    [Fact]
    public async Task Over_three_nodes_only_what_is_not_durable_is_run_again()
    {
        var seed = await _cluster.NodeAsync();
        await _cluster.NodeAsync(null, seed.Address);
        await _cluster.NodeAsync(null, seed.Address);
        await GoesOnAsync(() => ClusterPool.JoinAsync(Cluster.Client with { Seeds = [seed.Address], MinWorkers = 3 }));
    }

    private async Task GoesOnAsync(Func<Task<MapPool>> startAsync)
    {
        await using var reception = new Reception(_ => false);
        File.Delete(_path);
        await using (var pool = await startAsync())
        {
            var taken = 0;
            await foreach (var value in Map(pool, reception.Port))
            {
                Assert.Equal(2 * taken, value);
                if (++taken == Taken) break;
            }
        }

        var first = reception.Visits.Select(visit => visit.Item).ToHashSet();
        Assert.InRange(first.Count, Taken, Items);
        var before = reception.Visits.Count;
        await using (var pool = await startAsync())
        {
            Assert.Equal(Enumerable.Range(0, Items).Select(item => 2 * item), await Map(pool, reception.Port).ToArrayAsync().WaitAsync(Reception.Deadline));
            var again = reception.Visits.Skip(before).Select(visit => visit.Item).ToArray();
            Assert.DoesNotContain(again, item => item < Taken);
            Assert.Equal(again.Distinct().Count(), again.Length);
            Assert.Equal(Items, first.Union(again).Count());

            // Finished, it runs nothing at all.
            before = reception.Visits.Count;
            Assert.Equal(Enumerable.Range(0, Items).Select(item => 2 * item), await Map(pool, reception.Port).ToArrayAsync().WaitAsync(Reception.Deadline));
            Assert.Equal(before, reception.Visits.Count);
        }
    }

    private MapQuery<int, int> Map(MapPool pool, int port) =>
        pool.Map((int item) => Reception.Visit(port, item), Enumerable.Range(0, Items)).With(new MapOptions { Journal = Journal.AtPath(_path) });
}
