using System.Globalization;
using ActorMap.Cluster.Systems;
using ActorMap.Tests.Shared;
using Akka.Cluster;
using Akka.Configuration;

namespace ActorMap.Cluster.Tests.Systems;

/// <summary>Makes members on loopback and ends them with the spec.</summary>
internal sealed class Members : IAsyncDisposable
{
    /// <summary>A machine that does other things, too, must not fail a spec.</summary>
    public static readonly TimeSpan Deadline = Patience.Long;

    // Nobody waits for the timers of a network, and nothing lies between members that could part them.
    private static readonly Config Quick = ConfigurationFactory.ParseString("""
        akka.cluster {
          periodic-tasks-initial-delay = 50ms
          gossip-interval = 100ms
          leader-actions-interval = 50ms
          seed-node-timeout = 500ms

          # The machine may be busier than a network is slow.
          failure-detector.acceptable-heartbeat-pause = 10s
        }

        akka.remote.default-remote-dispatcher.type = "ActorMap.Threading.InPlaceDispatcherConfigurator, ActorMap"
        actormap.cluster { down-after = 3s, partitions = off }
        """);

    private readonly List<ClusterSystem> _all = [];

    public static MemberSettings Settings(string role = Roles.Node) => new()
    {
        Name = "specs", Host = "127.0.0.1", Port = 0, Role = role, Config = Quick,
    };

    /// <summary>With something that comes before what the others have.</summary>
    public static MemberSettings Settings(Config config) => Settings() with { Config = config.WithFallback(Quick) };

    /// <summary>As in a network.</summary>
    public static MemberSettings Unhurried(string role = Roles.Node) => Settings(role) with { Config = null };

    public static string SeedOf(ClusterSystem member) => string.Create(CultureInfo.InvariantCulture, $"{member.Address.Host}:{member.Address.Port}");

    public ClusterSystem Start(MemberSettings settings)
    {
        var member = ClusterSystem.Start(settings);
        _all.Add(member);
        return member;
    }

    public async Task<ClusterSystem> JoinedAsync(MemberSettings settings, params string[] seeds)
    {
        var member = Start(settings);
        await member.JoinAsync(seeds, Deadline, TimeProvider.System);
        return member;
    }

    /// <summary>Ends when the member sees another as up.</summary>
    public static Task SeesAsync(ClusterSystem member, ClusterSystem other) => Watch<ClusterEvent.MemberUp>(member, other).WaitAsync(Deadline);

    /// <summary>Ends when the member does not reach another any more.</summary>
    public static Task LosesAsync(ClusterSystem member, ClusterSystem other) =>
        Watch<ClusterEvent.UnreachableMember>(member, change => change.Member.UniqueAddress.Equals(other.Cluster.SelfUniqueAddress)).WaitAsync(Deadline);

    /// <summary>Ends with the event when it comes to the member about the other.</summary>
    public static Task<T> Watch<T>(ClusterSystem member, ClusterSystem other)
        where T : ClusterEvent.IMemberEvent => Watch<T>(member, change => change.Member.UniqueAddress.Equals(other.Cluster.SelfUniqueAddress));

    private static Task<T> Watch<T>(ClusterSystem member, Predicate<T> isIt)
    {
        var seen = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        member.System.ActorOf(Akka.Actor.Props.Create(() => new Watcher<T>(isIt, seen)));
        return seen.Task;
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_all.Select(member => member.System.Terminate())).WaitAsync(Deadline);

    private sealed class Watcher<T>(Predicate<T> isIt, TaskCompletionSource<T> seen) : Akka.Actor.UntypedActor
    {
        protected override void PreStart() => Akka.Cluster.Cluster.Get(Context.System)
            .Subscribe(Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(T));

        protected override void OnReceive(object message)
        {
            if (message is T change && isIt(change))
                seen.TrySetResult(change);
        }
    }
}
