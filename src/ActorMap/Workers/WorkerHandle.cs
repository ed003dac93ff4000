using Akka.Actor;

namespace ActorMap.Workers;

/// <summary>A worker as routers know it.</summary>
internal sealed class WorkerHandle(WorkerInfo info, IActorRef actor)
{
    private int _load;

    public WorkerInfo Info { get; } = info;

    public int Number => Info.Number;

    /// <summary>How many workers it stands for: one, or all of a node.</summary>
    public int Size { get; init; } = 1;

    /// <summary>Whether it stands for a node, which looks after its workers itself.</summary>
    public bool IsNode { get; init; }

    public IActorRef Actor { get; } = actor;

    /// <summary>Chunks that it holds, of all jobs: those with least are dealt to first.</summary>
    public int Load => Volatile.Read(ref _load);

    /// <summary>Whether what is dealt to it lies there, as it is busy. A node asks when it has room, and says itself what has to wait there.</summary>
    public bool LetsItLie => !IsNode && Load > 0;

    public void Loaded() => Interlocked.Increment(ref _load);

    public void Unloaded() => Interlocked.Decrement(ref _load);
}
