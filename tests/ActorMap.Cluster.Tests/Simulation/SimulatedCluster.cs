using ActorMap.Codec;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Nodes;
using ActorMap.Functions;
using ActorMap.Jobs;
using ActorMap.Sources;
using Akka.Actor;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>
/// One job over nodes that come and go, from its start to its end. The actors are the real ones, and all of them run on one thread;
/// between the pool and its nodes are wires that lose and delay; and the clock is virtual. The same schedule always runs the same.
/// </summary>
internal sealed class SimulatedCluster
{
    // Every blow is over by then, and whoever fell silent was noticed.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RemovedAfter = TimeSpan.FromSeconds(8);

    private readonly Stage _stage;
    private readonly ClusterState _cluster;
    private readonly MapPool _pool;
    private readonly SimulatedFunction _function;
    private readonly Work<int, int> _work;
    private readonly List<SimulatedNode> _nodes = [];

    public SimulatedCluster(ActorSystem system, ClusterSchedule schedule)
    {
        (_stage, Schedule) = (new Stage(system), schedule);
        _cluster = new ClusterState(Time);
        _pool = NoWorkers.Start(_stage, "pool", Time);
        _function = schedule.IsAsync ? new WaitingFunction(schedule, Time, Findings) : new SteppingFunction(schedule, Time, Findings);
        var codec = ItemCodec<int>.Create();
        var type = ItemSignature.Of(typeof(int));
        _work = new Work<int, int>(
            _pool.NextJob(), schedule.Options, FunctionCopies.Elsewhere(_function), Time, Source<int>.Of(Enumerable.Range(0, schedule.Items).ToArray()).Open(null),
            schedule.IsAsync ? FunctionForm.Async : FunctionForm.Item, schedule.Delivery)
        {
            Grace = _pool.Grace, Cargo = new JobCargo<int, int>(codec, codec) { Function = "simulated", ItemType = type, ResultType = type, State = NamedState.Write(null) },
        };
        Consumer = new SimulatedConsumer(schedule, Time, _work);
        _function.Taken = () => Consumer.Taken.Count;
    }

    public ClusterSchedule Schedule { get; }

    public VirtualTime Time { get; } = new();

    public Findings Findings { get; } = new();

    public SimulatedConsumer Consumer { get; }

    public IReadOnlyList<SimulatedNode> Nodes => _nodes;

    /// <summary>Tries that ran more often than once.</summary>
    public int RanAgain => _function.RanAgain;

    /// <summary>Whether a node was lost or found anew, so that what ran there may have run again.</summary>
    public bool HasLosses => _cluster.NextNumber() != _nodes.Count || Schedule.Blows.Any(blow => blow.Fate != Fate.Joins);

    /// <summary>What befell nodes before the map had ended.</summary>
    public HashSet<Fate> Struck { get; } = [];

    /// <summary>Messages between the pool and its nodes.</summary>
    public long Messages => _nodes.Sum(node => node.Wire.Messages);

    /// <summary>When the map had ended.</summary>
    public TimeSpan Makespan { get; private set; }

    /// <summary>Where the halt rule put the end.</summary>
    public long Bound { get; private set; }

    /// <summary>Runs to the end of the map, and on until all is forgotten.</summary>
    /// <returns>False where it did not end.</returns>
    public bool TryRun()
    {
        for (var node = 0; node < Schedule.Nodes; node++) Join();
        foreach (var blow in Schedule.Blows) Time.In(blow.At * Schedule.Ideal, () => Strike(blow));
        _pool.Start(new JobPlan(_work, Consumer.Outlet, "simulated"));
        var ended = TryRunUntil(() => Consumer.IsOver, Longest);
        (Makespan, Bound) = (Time.Passed, _work.Bound);
        Consumer.TakeArray();
        if (ended) Findings.Require(TryRunUntil(IsForgotten, Makespan + Longest), $"of the job is left: {_pool.GetSnapshot().Jobs.Count} in the pool, {string.Join(" ", _nodes.Select(node => node.Jobs))} on the nodes");
        foreach (var node in _nodes) node.Stop();
        _stage.System.Stop(_pool.Actor);
        _stage.End();
        return ended;
    }

    /// <summary>A word to begin that comes a second time, behind the word to forget, begins the job anew: on one connection, where nothing overtakes, it does not.</summary>
    private bool IsForgotten() => _pool.GetSnapshot().Jobs.Count == 0 && (_nodes.All(node => node.Wire.IsDead || node.Jobs == 0) || Schedule is { IsShuffled: true, Doubled: > 0 });

    private bool TryRunUntil(Func<bool> isOver, TimeSpan longest)
    {
        while (!isOver())
        {
            if (Time.Passed > longest || !Time.TryStep()) return false;

            // Whoever hears of a cancelled job hears of it on another thread; nobody else does anything meanwhile.
            _work.Cancelling.Wait();
            OneThread.Current.TakeForeign();
            Consumer.Look();
        }

        return true;
    }

    private SimulatedNode Join()
    {
        var node = new SimulatedNode(_stage, Schedule, Time, _function, _cluster, _pool.Actor, _nodes.Count);
        _nodes.Add(node);
        return node;
    }

    /// <summary>The last node is not taken away but for a while, or nobody would be left to end the map.</summary>
    private void Strike(Blow blow)
    {
        var there = _nodes.Where(node => node.IsThere).ToArray();
        if (there.Length == 1 && blow.Fate is (Fate.Dies or Fate.Vanishes or Fate.Leaves)) return;
        if (!Consumer.IsOver) Struck.Add(blow.Fate);
        var node = there[blow.Node % there.Length];
        var span = TimeSpan.FromMilliseconds(blow.Milliseconds);
        switch (blow.Fate)
        {
            case Fate.Joins: Join(); break;
            case Fate.Hangs: node.Wire.Hang(span); break;
            case Fate.Parts: node.Wire.Part(span); break;
            case Fate.Dies: node.Die(connectionBreaks: true, RemovedAfter); break;
            case Fate.Vanishes: node.Die(connectionBreaks: false, RemovedAfter); break;
            case Fate.Leaves: node.Leave(); break;
        }
    }
}
