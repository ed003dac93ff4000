using System.Globalization;
using ActorMap.Chaos.Plans;
using ActorMap.Chaos.Rounds;
using Akka.Configuration;
using Xunit;

namespace ActorMap.Chaos.Victims;

/// <summary>Nodes of a cluster, each a process, and this process as their client. One node at least is left alone, so that others can join.</summary>
internal sealed class ClusterNodes : IVictims
{
    private const int Fewest = 2, Most = 4;

    /// <summary>Membership that is as quick as in a local network without a switch: a short run would else be over before anyone is missed. Not quicker, or one that gets no core is taken for dead.</summary>
    private const string Quick = """
        actormap.cluster.down-after = 10s
        akka.cluster { gossip-interval = 100ms, leader-actions-interval = 100ms, periodic-tasks-initial-delay = 50ms, allow-weakly-up-members = 500ms }
        """;

    private readonly Halts _halts = new();
    private readonly List<NodeProcess> _nodes = [];
    private readonly List<NodeProcess> _gone = [];
    private readonly List<Task<NodeProcess>> _joining = [];
    private readonly string? _config;
    private MapPool? _pool;

    private ClusterNodes(string? config) => _config = config;

    public IReadOnlyList<Fault> Faults => [Fault.Kill, Fault.Kill, Fault.Stop, Fault.Stop, Fault.Leave, Fault.Join];

    private NodeProcess[] Free => [.. _nodes.Where(node => !_halts.Has(node.Pid))];

    /// <param name="nodes">How many there are at first.</param>
    /// <param name="quick">Whether the membership is quicker than its defaults.</param>
    public static async Task<ClusterNodes> StartAsync(int nodes, bool quick)
    {
        var config = quick ? Path.GetTempFileName() : null;
        if (config is not null) await File.WriteAllTextAsync(config, Quick);
        var cluster = new ClusterNodes(config);
        try
        {
            while (cluster._nodes.Count < nodes) cluster._nodes.Add(await NodeProcess.StartAsync(cluster.Free.Select(node => node.Address), config));
            cluster._pool = await ClusterPool.JoinAsync(new ClusterOptions
            {
                Seeds = [cluster._nodes[0].Address], MinWorkers = nodes, WaitTimeout = Settings.Deadline, Config = quick ? ConfigurationFactory.ParseString(Quick) : null,
            });
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public MapQuery<int, long> Map(IEnumerable<int> items) => _pool!.Map(MapFunction.Named<int, long>(nameof(Weighed), Weighed.Constant), items);

    public async Task StrikeAsync(PlannedFault fault, Tally tally)
    {
        await JoinedAsync(wait: false);
        CheckEnds();
        if (fault.Fault == Fault.Join ? _nodes.Count + _joining.Count < Most : _joining.Count == 0 && Free.Length <= Fewest)
        {
            _joining.Add(NodeProcess.StartAsync(Free.Select(node => node.Address), _config));
            tally.Count(Fault.Join);
        }

        if (fault.Fault == Fault.Join) return;
        if (Free.Length <= Fewest) await JoinedAsync(wait: true);
        if (Free.Length < Fewest) return;
        var victim = Free[fault.Victim % Free.Length];
        victim.IsUntouched = false;
        victim.IsLeaving = fault.Fault == Fault.Leave;
        var struck = fault.Fault switch
        {
            Fault.Kill => Signals.Send(victim.Pid, Signals.Kill),
            Fault.Stop => _halts.TryStop(victim.Pid, fault.Length),
            _ => Signals.Send(victim.Pid, Signals.Term),
        };
        if (struck) tally.Count(fault.Fault);
        if (fault.Fault == Fault.Stop) return;
        _nodes.Remove(victim);
        _gone.Add(victim);
    }

    public void Continue() => _halts.ContinueAll();

    /// <summary>Who was told to leave has left as it should, nobody else has, and no process stays.</summary>
    public async ValueTask DisposeAsync()
    {
        Continue();
        try
        {
            await JoinedAsync(wait: true);
            if (_pool is not null) await _pool.DisposeAsync().AsTask().WaitAsync(Settings.Deadline);
            foreach (var node in _gone) await node.WaitAsync();
            CheckEnds();
        }
        finally
        {
            foreach (var node in _nodes.Concat(_gone)) await node.DisposeAsync();
            if (_config is not null) File.Delete(_config);
        }
    }

    private async Task JoinedAsync(bool wait)
    {
        foreach (var joining in _joining.Where(joining => wait || joining.IsCompleted).ToArray())
        {
            _joining.Remove(joining);
            _nodes.Add(await joining);
        }
    }

    private void CheckEnds()
    {
        foreach (var node in _nodes.Where(node => node.HasExited).ToArray())
        {
            Assert.False(node.IsUntouched, $"The node {node.Address} ended by itself, with {(node.HasExited ? node.ExitCode.ToString(CultureInfo.InvariantCulture) : "?")}: {node.Said}");
            _nodes.Remove(node);
            _gone.Add(node);
        }

        foreach (var node in _gone.Where(node => node is { IsLeaving: true, HasExited: true })) Assert.True(node.ExitCode == 0, $"The node {node.Address} left with {node.ExitCode}: {node.Said}");
    }
}
