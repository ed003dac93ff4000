using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Dispatch;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>Where all actors of a simulation run: one after the other, on the thread that made it, in the order in which they were told something.</summary>
internal sealed class OneThread
{
    [ThreadStatic]
    private static OneThread? _current;

    private readonly Queue<IRunnable> _runs = new();
    private readonly ConcurrentQueue<IRunnable> _foreign = new();
    private readonly AutoResetEvent _foreignCame = new(initialState: false);
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private bool _draining;

    public static OneThread Current => _current ??= new OneThread();

    /// <summary>What other threads have told waits until it is asked for, so that a run does not depend on them.</summary>
    public void TakeForeign()
    {
        while (_foreign.TryDequeue(out var run)) Execute(run);
    }

    /// <summary>Does what other threads tell until the task is complete, and nothing while they tell nothing.</summary>
    public void TakeForeignUntil(Task end)
    {
        WaitHandle[] either = [_foreignCame, ((IAsyncResult)end).AsyncWaitHandle];
        while (!end.IsCompleted)
        {
            TakeForeign();
            WaitHandle.WaitAny(either);
        }
    }

    public void Execute(IRunnable run)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _foreign.Enqueue(run);
            _foreignCame.Set();
            return;
        }

        _runs.Enqueue(run);
        if (_draining) return;
        _draining = true;
        while (_runs.TryDequeue(out var next)) next.Run();
        _draining = false;
    }
}

/// <summary>Runs actors on the <see cref="OneThread"/> of the thread that makes the actor system.</summary>
internal sealed class OneThreadDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
{
    private readonly OneThread _thread = OneThread.Current;

    protected override void ExecuteTask(IRunnable run) => _thread.Execute(run);

    protected override void Shutdown()
    {
    }
}

/// <summary>What a configuration names to have a <see cref="OneThreadDispatcher"/>.</summary>
internal sealed class OneThreadDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly OneThreadDispatcher _dispatcher;

    public OneThreadDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new OneThreadDispatcher(this);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
