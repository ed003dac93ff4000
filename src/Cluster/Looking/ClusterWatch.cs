using System.Collections.Concurrent;
using ActorMap.Cluster.Nodes;
using ActorMap.Cluster.Pools;
using ActorMap.Cluster.Systems;
using ActorMap.Messages;
using Akka.Actor;
using Akka.Cluster;

namespace ActorMap.Cluster.Looking;

/// <summary>A member that only looks: at who is in the cluster, and at what each node says of itself.</summary>
internal sealed class ClusterWatch : IAsyncDisposable
{
    // A node answers at once; one that hangs must not keep the others' answers. To one that was never asked there is no connection yet, and on a busy machine a handshake takes seconds.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2), FirstAnswerTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(5);

    private readonly ClusterSystem _member;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<UniqueAddress, bool> _asked = new();

    private ClusterWatch(ClusterSystem member, TimeProvider time) => (_member, _time) = (member, time);

    /// <exception cref="PoolUnavailableException">No seed was reached in time.</exception>
    public static async Task<ClusterWatch> JoinAsync(ClusterOptions options, CancellationToken cancellationToken)
    {
        OptionChecks.Check(options);
        var member = ClusterSystem.Start(MemberSettings.Of(options));
        await member.JoinAsync(options.Seeds, options.WaitTimeout, options.Time, cancellationToken).ConfigureAwait(false);
        return new ClusterWatch(member, options.Time);
    }

    public async Task<ClusterPicture> LookAsync(CancellationToken cancellationToken)
    {
        var state = _member.Cluster.State;
        var nodes = state.Members.Where(member => member.HasRole(Roles.Node)).OrderBy(member => Written(member), StringComparer.Ordinal);
        var looks = nodes.Select(node => LookAsync(node, state.Unreachable.Contains(node), cancellationToken));
        var clients = state.Members.Where(member => member.HasRole(Roles.Client) && !member.UniqueAddress.Equals(_member.Cluster.SelfUniqueAddress)).Select(Written);
        return new ClusterPicture(await Task.WhenAll(looks).ConfigureAwait(false), [.. clients.Order(StringComparer.Ordinal)]);
    }

    public async ValueTask DisposeAsync() => await _member.LeaveAsync(LeaveTime, _time).ConfigureAwait(false);

    private async Task<NodePicture> LookAsync(Member node, bool isUnreachable, CancellationToken cancellationToken)
    {
        var place = isUnreachable ? "unreachable" : node.Status.ToString().ToLowerInvariant();
        try
        {
            var door = _member.System.ActorSelection(new RootActorPath(node.Address) / "user" / NodeActor.Name);
            var patience = !isUnreachable && _asked.TryAdd(node.UniqueAddress, true) ? FirstAnswerTime : AnswerTime;
            var told = await door.Ask<StatusTold>(new AskStatus(Guid.NewGuid()), patience, cancellationToken).ConfigureAwait(false);
            return new NodePicture(Written(node), place, told);
        }
        catch (AskTimeoutException)
        {
            return new NodePicture(Written(node), place, null);
        }
    }

    private static string Written(Member member) => $"{member.Address.Host}:{member.Address.Port}";
}
