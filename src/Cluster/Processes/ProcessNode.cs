using ActorMap.Cluster.Systems;
using Akka.Configuration;

namespace ActorMap.Cluster.Processes;

/// <summary>The node in a worker process: reached by the program that started it alone, so it is in no cluster. Any code of that program may run on it.</summary>
internal sealed class ProcessNode : IWorkerNode
{
    private readonly ClusterNode _node;

    private ProcessNode(ClusterNode node) => _node = node;

    public string Address => _node.Address;

    public Task<int> Ended => _node.Ended;

    public static async Task<IWorkerNode> StartAsync(ProcessSettings settings)
    {
        var options = new NodeOptions { Name = ProcessPool.SystemName, Port = 0, Workers = settings.Workers, AllowCode = true };
        var member = MemberSettings.Of(options) with { Embedded = true, Config = settings.Config.Length == 0 ? null : ConfigurationFactory.ParseString(settings.Config) };
        return new ProcessNode(await ClusterNode.StartAsync(member, options, _ => Task.CompletedTask).ConfigureAwait(false));
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
