using Akka.Configuration;
using Akka.Dispatch;

namespace ActorMap.Threading;

/// <summary>
/// Runs an actor on the thread that tells it something, if the actor is idle; if it is busy, the thread that runs it takes the message along. One message at
/// a time as ever, without waking another thread: a worker that asks for a chunk has it when its call returns. For actors whose handlers are short and
/// never block. See docs/decisions/0001-coordination-in-place.md.
/// </summary>
internal sealed class InPlaceDispatcher : MessageDispatcher
{
    // Some hundred microseconds: whoever only wanted to tell something has a thread to go on with, however much others tell at the same time.
    private const int MostMessages = 512;

    [ThreadStatic]
    private static IRunnable? _running;

    public InPlaceDispatcher(MessageDispatcherConfigurator configurator)
        : base(configurator)
    {
        Id = DispatcherIds.Coordination;
        Throughput = MostMessages;
    }

    /// <summary>What this thread runs; null outside of any such actor.</summary>
    public static IRunnable? Running => _running;

    /// <summary>The thread of who waits for a small map.</summary>
    public LentThread Lent { get; } = new();

    /// <summary>Runs it on this thread.</summary>
    public static void Run(IRunnable run)
    {
        var outer = _running;
        LentThread.Runs(run, outer);
        _running = run;
        try
        {
            run.Run();
        }
        finally
        {
            _running = outer;
        }
    }

    /// <summary>An actor that has more to do when its turn is over asks for another from within it: that one is the thread pool's.</summary>
    protected override void ExecuteTask(IRunnable run)
    {
        if (ReferenceEquals(_running, run)) ThreadPool.UnsafeQueueUserWorkItem(Run, run, preferLocal: false);
        else if (!Lent.TryGive(run)) Run(run);
    }

    protected override void Shutdown()
    {
    }
}

/// <summary>What <c>config/reference.conf</c> names to have an <see cref="InPlaceDispatcher"/>.</summary>
internal sealed class InPlaceDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly InPlaceDispatcher _dispatcher;

    public InPlaceDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new InPlaceDispatcher(this);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
