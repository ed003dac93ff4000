using ActorMap.Cluster.Systems.Tls;
using ActorMap.Pool;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Util;
using AkkaCluster = Akka.Cluster.Cluster;

namespace ActorMap.Cluster.Systems;

/// <summary>The actor system of one member of a cluster, or of one of the processes of a program.</summary>
internal sealed class ClusterSystem
{
    // Of the time to leave, the actor system has a quarter to end, and no more than this.
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(1);

    // Until what this member says of itself is with others: a round or two of gossip among those that it reaches.
    private static readonly TimeSpan WordTime = TimeSpan.FromMilliseconds(300);

    private readonly TaskCompletionSource<EndReason> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AkkaCluster? _cluster;
    private bool _leaving;

    private ClusterSystem(ExtendedActorSystem system, MemberTls? tls, Address? own)
    {
        (System, Tls, Address) = (system, tls, own ?? system.Provider.DefaultAddress);
        if (own is null) _cluster = Join(system, _ended);
        _ = EndWithSystemAsync();
    }

    public ActorSystem System { get; }

    /// <exception cref="InvalidOperationException">It is one of a program's own processes, which are in none.</exception>
    public AkkaCluster Cluster => _cluster ?? throw new InvalidOperationException("The processes of one program are in no cluster.");

    /// <summary>Null where this member has none; else for whatever else it listens with.</summary>
    public MemberTls? Tls { get; }

    /// <summary>Where the others reach this member, with the port that was taken.</summary>
    public Address Address { get; }

    /// <summary>Completes when this member is none any more, with the reason. Never fails.</summary>
    public Task<EndReason> Ended => _ended.Task;

    /// <summary>Makes a member that is in no cluster yet: <see cref="JoinAsync"/> comes next.</summary>
    /// <exception cref="ArgumentException">The address is not safe or can't work, the configuration can't be read, or the certificate would be refused by others.</exception>
    /// <exception cref="PoolUnavailableException">The address can't be listened on, or the program has not all that it takes.</exception>
    /// <param name="settings">What it is to be.</param>
    /// <param name="config">What <see cref="SystemConfig"/> made of the settings, where that is known already.</param>
    public static ClusterSystem Start(MemberSettings settings, Akka.Configuration.Config? config = null)
    {
        WholeProgram.Require();
        ListenAddress.Check(settings);
        ClusterKeys.Check(settings.Config);
        if (settings.Embedded) return StartAlone(settings, config ?? SystemConfig.Of(settings));
        ListenAddress.CheckFree(settings);
        var tls = settings.Tls is { } options ? MemberTls.Load(options, settings.PublicHost ?? settings.Host, settings.Time) : null;
        config ??= SystemConfig.Of(settings);
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config)).And(RemotingNoise.Filter());
        if (tls is not null)
            setup = setup.And(tls.Remoting());
        try
        {
            return new ClusterSystem(Create(settings.Name, config, setup), tls, own: null);
        }
        catch (Exception error) when (error is not ArgumentException)
        {
            throw ListenAddress.CannotListen(settings, error);
        }
    }

    /// <summary>Joins by the seeds, or starts a cluster if there are none; ends when this member is up.</summary>
    /// <exception cref="ArgumentException">A seed is not written as <c>host:port</c>.</exception>
    /// <exception cref="PoolUnavailableException">It was not up in time. The actor system is terminated.</exception>
    public async Task JoinAsync(IReadOnlyList<string> seeds, TimeSpan timeout, TimeProvider time, CancellationToken cancellation = default)
    {
        try
        {
            await new Joining(this, Seed.ParseAll(seeds), timeout, time).RunAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            await System.Terminate().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Leaves the cluster and ends the actor system, within the time.</summary>
    public async Task LeaveAsync(TimeSpan timeout, TimeProvider time)
    {
        if (timeout < TimeSpan.Zero) timeout = TimeSpan.Zero;
        var end = timeout / 4 < EndTime ? timeout / 4 : EndTime;
        var word = end < WordTime ? end : WordTime;
        _leaving = true;
        try
        {
            if (_cluster is not null)
            {
                await (DialGuard.IsSpent(System) ? _cluster.LeaveAsync() : CoordinatedShutdown.Get(System).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance))
                    .WaitAsync(timeout - end - word, time).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            // The others can't confirm it while somebody is unreachable. One that went without being taken for dead would be unreachable, too, and in the way of the next one that goes.
            _cluster!.Down(_cluster.SelfAddress);
            await Task.WhenAny(System.WhenTerminated, Task.Delay(word, time)).ConfigureAwait(false);
        }

        // A function that is deaf keeps its actor, and so the actor system; a member that hangs keeps what is to be sent to it. Both are left to themselves.
        await Task.WhenAny(System.Terminate(), Task.Delay(end, time)).ConfigureAwait(false);
    }

    /// <summary>A program and its own processes have lines between them: there is no remoting, which is a third of a process's start.</summary>
    private static ClusterSystem StartAlone(MemberSettings settings, Akka.Configuration.Config config)
    {
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config));
        return new ClusterSystem(Create(settings.Name, config, setup), tls: null, new Address("akka.tcp", settings.Name, settings.Host, settings.Port));
    }

    /// <summary>Not in the constructor: nothing of a cluster is loaded where there is none.</summary>
    private static AkkaCluster Join(ExtendedActorSystem system, TaskCompletionSource<EndReason> ended)
    {
        var cluster = AkkaCluster.Get(system);
        DialGuard.Watch(system);
        system.SystemActorOf(EndWatch.Props(ended, cluster), "actormap-end");
        system.SystemActorOf(FailedDials.Props(), FailedDials.Name);
        return cluster;
    }

    /// <summary>As <see cref="ActorSystem.Create(string, ActorSystemSetup)"/>, which reads the program's app.config even where it is not asked for: a tenth of a process's start.</summary>
    private static ActorSystemImpl Create(string name, Akka.Configuration.Config config, ActorSystemSetup setup)
    {
        var system = new ActorSystemImpl(name, config, setup, Option<Props>.None);
        system.Start();
        return system;
    }

    private async Task EndWithSystemAsync()
    {
        await System.WhenTerminated.ConfigureAwait(false);
        _ended.TrySetResult(_leaving ? EndReason.Left : EndReason.Failed);
    }
}
