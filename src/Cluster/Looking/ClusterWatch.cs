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
        var nodes = AllAsync(Roles.Node);
        var keepers = AllAsync(Roles.Keeper);
        var clients = state.Members.Where(member => member.HasRole(Roles.Client) && !member.UniqueAddress.Equals(_member.Cluster.SelfUniqueAddress)).Select(Written);
        return new ClusterPicture(await nodes.ConfigureAwait(false), await keepers.ConfigureAwait(false), [.. clients.Order(StringComparer.Ordinal)]);

        Task<NodePicture[]> AllAsync(string role) => Task.WhenAll(state.Members.Where(member => member.HasRole(role) && !IsDeadProcess(member)).OrderBy(Written, StringComparer.Ordinal)
            .Select(member => LookAsync(member, state.Unreachable.Contains(member), cancellationToken)));
    }

    public async ValueTask DisposeAsync() => await _member.LeaveAsync(LeaveTime, _time).ConfigureAwait(false);

    private async Task<NodePicture> LookAsync(Member node, bool isUnreachable, CancellationToken cancellationToken)
    {
        var place = isUnreachable ? "unreachable" : node.Status.ToString().ToLowerInvariant();
        var keeper = KeptPlace.Of(node.Roles)?.Keeper;
        try
        {
            var door = _member.System.ActorSelection(new RootActorPath(node.Address) / "user" / NodeActor.Name);
            var patience = !isUnreachable && _asked.TryAdd(node.UniqueAddress, true) ? FirstAnswerTime : AnswerTime;
            var told = await door.Ask<StatusTold>(new AskStatus(Guid.NewGuid()), patience, cancellationToken).ConfigureAwait(false);
            return new NodePicture(Written(node), place, told) { Keeper = keeper };
        }
        catch (AskTimeoutException)
        {
            return new NodePicture(Written(node), place, null) { Keeper = keeper };
        }
    }

    /// <summary>Its keeper has seen it end, and another takes its place; the membership will have found that out in some seconds.</summary>
    private static bool IsDeadProcess(Member member) => member.Status == MemberStatus.Down && KeptPlace.Of(member.Roles) is not null;

    private static string Written(Member member) => $"{member.Address.Host}:{member.Address.Port}";
}
