using ActorMap.Cluster.Nodes;
using ActorMap.Cluster.Processes;
using ActorMap.Cluster.Systems;
using ActorMap.Slots;
using Akka.Configuration;

namespace ActorMap.Cluster.Keeping;

/// <summary>The node in a process that is kept: a member of the cluster like any other, with one worker.</summary>
internal sealed class KeptNode : IWorkerNode
{
    // As long as a node takes at most to finish or give back what it holds and to leave, and a little.
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(12);

    /// <summary>What is the keeper's own can't be each process's as well: they are many on one machine.</summary>
    private static readonly Config Own = ConfigurationFactory.ParseString(
        "akka.remote.dot-netty.tcp.public-port = 0, actormap.cluster.blobs { port = 0, public-port = 0 }");

    private readonly ClusterNode _node;
    private readonly Wear _wear;

    private KeptNode(ClusterNode node, Wear wear)
    {
        (_node, _wear) = (node, wear);
        Ended = EndAsync();
    }

    public string Address => _node.Address;

    public Task<int> Ended { get; }

    /// <param name="options">What the keeper was told to be.</param>
    /// <param name="settings">What is this process's own.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<IWorkerNode> StartAsync(NodeOptions options, KeptSettings settings, CancellationToken cancellationToken)
    {
        options = options with { Port = 0, Workers = 1, Seeds = [settings.Keeper], Config = options.Config is { } config ? Own.WithFallback(config) : Own };
        var member = MemberSettings.Of(options) with { MoreRoles = new KeptPlace(settings.Keeper, settings.Place).Roles };
        var (wear, slots) = (new Wear(), SlotBoard.Open(settings.Slots));
        HardExit.Say = code => slots.Ending = code;
        var node = await ClusterNode.StartAsync(
            member, options, one => one.JoinAsync(options.Seeds, options.JoinTimeout, options.Time, cancellationToken), wear, slots).ConfigureAwait(false);
        return new KeptNode(node, wear);
    }

    public ValueTask DisposeAsync() => Ended.IsCompleted ? ValueTask.CompletedTask : _node.DisposeAsync();

    /// <summary>A thread that never comes back takes a core: its process makes way for a fresh one.</summary>
    private async Task<int> EndAsync()
    {
        if (await Task.WhenAny(_node.Ended, _wear.Worn).ConfigureAwait(false) == _node.Ended) return await _node.Ended.ConfigureAwait(false);
        HardExit.After(LeaveTime, WorkerExitCode.Recycled);
        await _node.DisposeAsync().ConfigureAwait(false);
        return WorkerExitCode.Recycled;
    }
}
