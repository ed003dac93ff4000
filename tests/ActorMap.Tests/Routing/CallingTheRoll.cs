using ActorMap.Messages;
using ActorMap.Routing;
using ActorMap.Tests.Simulation;
using ActorMap.Workers;
using Akka.Actor;
using Xunit;

namespace ActorMap.Tests.Routing;

/// <summary>Who is asked first, and what of a chunk may be taken before its worker has begun it.</summary>
public sealed class CallingTheRoll
{
    private readonly Roster _roster = new();

    [Fact]
    public void The_least_loaded_comes_first_and_of_the_equal_the_one_that_asked_before()
    {
        WorkerHandle[] workers = [Worker(0), Worker(1), Worker(2), Worker(3)];
        foreach (var worker in workers) _roster.Join(worker);
        foreach (var load in (int[])[0, 0, 2]) workers[load].Loaded();
        Assert.Equal([1, 3, 2, 0], Ready());
        _roster.Leave(3);
        Assert.Equal([1, 2, 0], Ready());
        _roster.Dealt(workers[1], Chunk());
        Assert.Equal([2, 0], Ready());
        _roster.Ready(1);
        _roster.Ready(3);
        Assert.Equal([0, 1, 2], Ready().Order());
    }

    /// <summary>A worker's may wait behind what it does for another job. A node asks when it has room: of a thousand that ask, each would take what another was just given.</summary>
    [Fact]
    public void What_is_on_its_way_to_a_node_is_not_taken_and_what_waits_at_a_worker_is()
    {
        var (node, worker) = (Worker(0, isNode: true), Worker(1));
        foreach (var one in (WorkerHandle[])[node, worker])
        {
            one.Loaded();
            _roster.Join(one);
        }

        var (there, here) = (Chunk(), Chunk());
        _roster.Dealt(node, there);
        _roster.Dealt(worker, here);
        Assert.Equal((0, 10), (there.Unstarted, here.Unstarted));
    }

    private static SimulatedChunk Chunk() => new(new IndexRange(0, 10), 1, exact: false, null, new Findings());

    private static WorkerHandle Worker(int number, bool isNode = false) => new(new WorkerInfo(number, "here"), ActorRefs.Nobody) { IsNode = isNode };

    private List<int> Ready()
    {
        var numbers = new List<int>();
        for (var asking = _roster.WhoIsReady(); asking.TryDequeue(out var worker, out _);) numbers.Add(worker.Number);
        return numbers;
    }
}
