using System.Text.Json;
using ActorMap.Cluster.Processes;
using Akka.Configuration;

namespace ActorMap.Dummy;

/// <summary>A node of a cluster as a process of its own.</summary>
internal sealed class ClusterMember : IWorkerNode
{
    private readonly ClusterNode _node;

    private ClusterMember(ClusterNode node) => _node = node;

    public string Address => _node.Address;

    public Task<int> Ended => _node.Ended;

    public static string Settings(NodeOptions options) =>
        JsonSerializer.Serialize(new MemberOptions(options.Name, options.Workers, [.. options.Seeds], options.AllowCode, options.Config?.ToString(includeFallback: true), options.Port, options.JoinTimeout));

    public static async Task<IWorkerNode> StartAsync(WorkerArguments arguments, CancellationToken cancellationToken)
    {
        var options = JsonSerializer.Deserialize<MemberOptions>(arguments.Settings)!;
        return new ClusterMember(await ClusterNode.StartAsync(
            new NodeOptions
            {
                Name = options.Name, Port = options.Port, Workers = options.Workers, Seeds = options.Seeds, AllowCode = options.AllowCode, JoinTimeout = options.JoinTimeout,
                Config = options.Config is { } config ? ConfigurationFactory.ParseString(config) : null,
            },
            cancellationToken).ConfigureAwait(false));
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
