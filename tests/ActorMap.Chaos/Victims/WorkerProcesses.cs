using ActorMap.Chaos.Plans;
using ActorMap.Chaos.Rounds;
using Xunit;

namespace ActorMap.Chaos.Victims;

/// <summary>The processes of a pool, which puts another in the place of each that ends.</summary>
internal sealed class WorkerProcesses : IVictims
{
    private readonly Halts _halts = new();
    private readonly HashSet<int> _seen = [];
    private readonly MapPool _pool;

    private WorkerProcesses(MapPool pool) => _pool = pool;

    /// <summary>Whether one is ready, so that there is something to kill: one that is still starting is no worker yet.</summary>
    public bool HasWorkers => _pool.Workers > 0;

    public IReadOnlyList<Fault> Faults => [Fault.Kill, Fault.Kill, Fault.Stop, Fault.Leave];

    public static async Task<WorkerProcesses> StartAsync(int processes)
    {
        Assert.Empty(Children.Workers());
        return new WorkerProcesses(await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = processes, WorkersPerProcess = 1, StartTimeout = Settings.Deadline }));
    }

    public MapQuery<int, long> Map(IEnumerable<int> items) => _pool.Map(Weighed.Create(), items);

    public Task StrikeAsync(PlannedFault fault, Tally tally)
    {
        var workers = Children.Workers();
        _seen.UnionWith(workers);
        if (workers.Count == 0) return Task.CompletedTask;
        var victim = workers[fault.Victim % workers.Count];
        var struck = fault.Fault switch
        {
            Fault.Kill => Signals.Send(victim, Signals.Kill),
            Fault.Stop => _halts.TryStop(victim, fault.Length),
            Fault.Leave => !_halts.Has(victim) && Signals.Send(victim, Signals.Term),
            _ => throw new InvalidOperationException($"{fault.Fault} can't happen to a process of a pool."),
        };
        if (struck) tally.Count(fault.Fault);
        return Task.CompletedTask;
    }

    public void Continue() => _halts.ContinueAll();

    /// <summary>No process is left: neither a worker of now nor one that was ever seen.</summary>
    public async ValueTask DisposeAsync()
    {
        Continue();
        _seen.UnionWith(Children.Workers());
        await _pool.DisposeAsync().AsTask().WaitAsync(Settings.Deadline);
        Assert.Empty(Children.Workers());
        Assert.DoesNotContain(_seen, Children.IsWorker);
    }
}
