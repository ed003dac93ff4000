using System.Diagnostics;
using Akka.Actor;

namespace ActorMap.Benchmarks.Peers;

/// <summary>What simulated nodes are to be told when their time has come: one thread for all of them, which looks every millisecond.</summary>
internal sealed class DueAnswers : IDisposable
{
    private readonly PriorityQueue<(IActorRef Node, object Message), TimeSpan> _due = new();
    private readonly Lock _lock = new();
    private readonly Thread _thread;
    private volatile bool _ended;

    public DueAnswers()
    {
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    public void Add(TimeSpan at, IActorRef node, object message)
    {
        lock (_lock) _due.Enqueue((node, message), at);
    }

    public void Dispose()
    {
        _ended = true;
        _thread.Join();
    }

    private void Run()
    {
        while (!_ended)
        {
            while (TryTake(out var due)) due.Node.Tell(due.Message, ActorRefs.NoSender);
            Thread.Sleep(1);
        }
    }

    private bool TryTake(out (IActorRef Node, object Message) due)
    {
        lock (_lock)
        {
            due = default;
            return _due.TryPeek(out _, out var at) && at <= Now && _due.TryDequeue(out due, out _);
        }
    }
}
