using System.Globalization;
using ActorMap.Cluster.Systems;
using Akka.Cluster;

namespace ActorMap.Cluster.Tests.Systems;

/// <summary>Makes members on loopback and ends them with the spec.</summary>
internal sealed class Members : IAsyncDisposable
{
    /// <summary>A machine that does other things, too, must not fail a spec.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly List<ClusterSystem> _all = [];

    public static MemberSettings Settings(string role = Roles.Node) => new()
    {
        Name = "specs", Host = "127.0.0.1", Port = 0, Role = role, Embedded = true,
    };

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
    public static async Task SeesAsync(ClusterSystem member, ClusterSystem other)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var props = Akka.Actor.Props.Create(() => new Sees(other.Cluster.SelfUniqueAddress, seen));
        var watch = member.System.ActorOf(props);
        await seen.Task.WaitAsync(Deadline);
        member.System.Stop(watch);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_all.Select(member => member.System.Terminate())).WaitAsync(Deadline);

    private sealed class Sees : Akka.Actor.UntypedActor
    {
        private readonly UniqueAddress _other;
        private readonly TaskCompletionSource _seen;

        public Sees(UniqueAddress other, TaskCompletionSource seen) => (_other, _seen) = (other, seen);

        protected override void PreStart() => Akka.Cluster.Cluster.Get(Context.System)
            .Subscribe(Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.MemberUp));

        protected override void OnReceive(object message)
        {
            if (message is ClusterEvent.MemberUp up && up.Member.UniqueAddress.Equals(_other))
                _seen.TrySetResult();
        }
    }
}
