using ActorMap.Cluster.Systems;
using ActorMap.Slots;
using Akka.Configuration;

namespace ActorMap.Cluster.Processes;

/// <summary>The node in a worker process: reached by the program that started it alone, so it is in no cluster. Any code of that program may run on it.</summary>
internal sealed class ProcessNode : IWorkerNode
{
    // Draining takes five seconds at most, and the functions' disposal less.
    private static readonly TimeSpan RetireTime = TimeSpan.FromSeconds(10);

    private readonly ClusterNode _node;

    private ProcessNode(ClusterNode node)
    {
        _node = node;
        Ended = EndAsync();
    }

    public string Address => _node.Address;

    public Task<int> Ended { get; }

    public static async Task<IWorkerNode> StartAsync(ProcessSettings settings)
    {
        var options = new NodeOptions { Name = ProcessPool.SystemName, Port = 0, Workers = settings.Workers, AllowCode = true };
        var member = MemberSettings.Of(options) with { Embedded = true, Config = settings.Config.Length == 0 ? null : ConfigurationFactory.ParseString(settings.Config) };
        return new ProcessNode(await ClusterNode.StartAsync(member, options, _ => Task.CompletedTask, SlotBoard.Open(settings.Slots)).ConfigureAwait(false));
    }

    public ValueTask DisposeAsync() => Ended.IsCompleted ? ValueTask.CompletedTask : _node.DisposeAsync();

    private async Task<int> EndAsync()
    {
        if (await Task.WhenAny(_node.Ended, _node.Worn).ConfigureAwait(false) == _node.Ended) return await _node.Ended.ConfigureAwait(false);
        HardExit.After(RetireTime, WorkerExitCode.Recycled);
        await _node.RetireAsync().ConfigureAwait(false);
        return WorkerExitCode.Recycled;
    }
}
