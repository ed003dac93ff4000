using ActorMap.Functions;
using ActorMap.Jobs;
using ActorMap.Messages;
using ActorMap.Pool;
using ActorMap.State;
using ActorMap.Threading;
using Akka.Actor;
using Akka.Configuration;

namespace ActorMap;

/// <summary>
/// Workers that are ready to map: one function over very many inputs, in parallel, in order, each worker with its own copy of the function's state.
/// Safe to use from several threads; several maps may run at once and share the workers fairly.
/// </summary>
public sealed partial class MapPool : IAsyncDisposable, ISharedByReference
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);

    private readonly PoolHost _host;
    private readonly IActorRef _actor;
    private readonly PoolState _state;
    private Task? _disposal;

    private MapPool(PoolHost host, PoolOptions options)
    {
        _host = host;
        _state = new PoolState(options.Name, options.Time, host.WorkerAbandoned);
        Functions = host.Shipping is { NodesHaveFunctions: true } ? null : options.Functions;
        Grace = Pool.Grace.Of(host.System.Settings.Config);
        _actor = host.Begin(PoolActor.Props(_state, host.Shipping is null ? options.Workers : 0).WithDispatcher(DispatcherIds.Coordination));
    }

    /// <summary>The number of workers now, over all nodes.</summary>
    public int Workers => _state.Workers.Sum(worker => worker.Size);

    internal TimeProvider Time => _state.Time;

    internal FunctionRegistry? Functions { get; }

    internal IShipping? Shipping => _host.Shipping;

    internal PoolHost Host => _host;

    internal IActorRef Actor => _actor;

    internal TimeSpan Grace { get; }

    /// <summary>Starts a pool in this process, in an actor system of its own.</summary>
    /// <param name="options">How; null for the defaults: one worker a core.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The pool; dispose it when its maps have ended.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; it is named.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="PoolUnavailableException">The program was published trimmed or compiled ahead of time, or the pool's actors can't be made.</exception>
    public static Task<MapPool> StartAsync(PoolOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new PoolOptions();
        options.Check();
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<MapPool>(cancellationToken);
        var config = (options.Config ?? Config.Empty).WithFallback(Reference.Config);
        return Task.Run(() => OverAsync(OwnSystem.Start(options.Name, config), options), cancellationToken);
    }

    /// <summary>Starts a pool inside an actor system that the caller owns (a host's, a TestKit's). The pool never terminates it.</summary>
    /// <param name="system">The actor system; what its configuration does not say of ActorMap is taken from <c>reference.conf</c>. Where it serializes all messages, the pool's are handed over as they are.</param>
    /// <param name="options">How; null for the defaults. <see cref="PoolOptions.Config"/> goes below the system's own.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The pool; dispose it before the actor system ends.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="system"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range; it is named.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception> <exception cref="PoolUnavailableException">The actor system has ended.</exception>
    public static Task<MapPool> UseAsync(ActorSystem system, PoolOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(system);
        options ??= new PoolOptions();
        options.Check();
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<MapPool>(cancellationToken);
        system.Settings.InjectTopLevelFallback((options.Config ?? Config.Empty).WithFallback(Reference.OfActorMap));
        return OverAsync(new CallersSystem(system), options);
    }

    /// <summary>Looks at the pool: its nodes, its workers, its maps, and how far each is.</summary>
    /// <returns>The state at this moment, from counters; it costs no message.</returns>
    public PoolSnapshot GetSnapshot() => _state.Snapshot();

    /// <summary>Stops the maps in flight (they end with <see cref="PoolUnavailableException"/>), then the workers. Ends within two seconds, even if a function is deaf, or a process or a node hangs.</summary>
    /// <returns>Completes when the pool has stopped; disposing again is harmless.</returns>
    public ValueTask DisposeAsync()
    {
        lock (_state) return new ValueTask(_disposal ??= StopAsync());
    }

    /// <summary>A pool in a place that is there already.</summary>
    internal static Task<MapPool> OverAsync(PoolHost host, PoolOptions options) => new MapPool(host, options).ReadyAsync();

    internal JobId NextJob() => _state.NextJob();

    /// <summary>Throws at the call where the pool is gone, rather than in the map.</summary>
    internal void CheckAlive() => _state.CheckAlive(this);

    internal void Start(JobPlan plan)
    {
        plan.WhyPoolEnded = _host.AsksWhyEnded;
        _state.Waiting.Add(plan);
        _actor.Tell(new StartJob(plan), ActorRefs.NoSender);
    }

    internal void Cancel(JobId job, Exception? reason) => _actor.Tell(new CancelJob(job, reason), ActorRefs.NoSender);

    /// <summary>An actor system makes its top actors in its own time; a pool without its workers is no pool yet.</summary>
    private async Task<MapPool> ReadyAsync()
    {
        try
        {
            await _state.Waiting.BeforeEndAsync(_actor.Ask<PoolReady>(new AreYouReady(), StartTime)).ConfigureAwait(false);
            return this;
        }
        catch (Exception error) when (error is AskTimeoutException or PoolUnavailableException)
        {
            await DisposeAsync().ConfigureAwait(false);
            throw new PoolUnavailableException($"The pool '{_state.Node}' did not start{(error is AskTimeoutException ? $" within {StartTime.TotalSeconds} s" : string.Empty)}. Look into the actor system's log; is its configuration for ActorMap's dispatchers sound?", error);
        }
    }

    private Task StopAsync()
    {
        _state.IsStopped = true;
        return _host.StopAsync(_actor);
    }
}
