using ActorMap.Chunking;
using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Threading;
using Akka.Actor;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>
/// A worker whose function does not wait: its items take virtual time, so it can't be the real one, which would take a thread's. It claims, hands over and answers as
/// the <see cref="SyncApplier{TIn,TOut}"/> within an <see cref="Workers.Engagement"/>.
/// </summary>
internal sealed class SteppingWorker(SimulatedFunction function, VirtualTime time, WorkerInfo info) : UntypedActor
{
    private readonly Queue<(Work Work, Chunk Chunk, IActorRef Router)> _chunks = new();
    private Pacer _pacer = new(Work.StepTime.Ticks);
    private bool _busy;
    private bool _dead;

    public static Props Props(SimulatedFunction function, VirtualTime time, WorkerInfo info) =>
        ActorFactory<SteppingWorker>.Props(() => new SteppingWorker(function, time, info)).WithDispatcher(DispatcherIds.Coordination);

    protected override void PostStop() => _dead = true;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ProcessChunk process:
                _chunks.Enqueue(((Work)process.Work, (Chunk)process.Chunk, Sender));
                if (!_busy) Next();
                break;
            case ReleaseJob: break;
            case Action then: then(); break;
            default: Unhandled(message); break;
        }
    }

    private void Next()
    {
        _busy = false;
        while (_chunks.TryDequeue(out var next))
        {
            // The router may have taken it back.
            if (!next.Chunk.TryPickUp()) continue;
            _busy = true;
            RunStep(next.Work, (Chunk<int, int>)next.Chunk, next.Router);
            return;
        }
    }

    private void RunStep(Work work, Chunk<int, int> chunk, IActorRef router)
    {
        if (chunk.Next >= work.Bound || !chunk.TryClaim(_pacer.Length, out var start, out var length))
        {
            End(work, chunk, router);
            return;
        }

        var elapsed = TimeSpan.Zero;
        for (var offset = start; offset < start + length; offset++) elapsed += function.Begin(chunk.Start + offset, chunk.Items[offset], chunk.Attempt);
        var self = Self;
        time.In(elapsed, () =>
        {
            if (!_dead) self.Tell((Action)(() => EndStep(work, chunk, router, start, length, elapsed)), ActorRefs.NoSender);
        });
    }

    private void EndStep(Work work, Chunk<int, int> chunk, IActorRef router, int start, int length, TimeSpan elapsed)
    {
        for (var offset = start; offset < start + length; offset++)
        {
            var index = chunk.Start + offset;
            if (function.Error(index, chunk.Attempt) is { } error) chunk.Fail(Failures.Describe(error, index, chunk.Attempt, info, elapsed / length));
            else chunk.Results[offset] = ClusterSchedule.ValueOf(chunk.Items[offset]);
        }

        chunk.Completed = start + length;
        chunk.Elapsed += elapsed;
        _pacer.Observe(length, elapsed.Ticks);
        chunk.Step = _pacer.Length;
        if (!work.Exact && chunk.Elapsed > Work.ChunkBudget) chunk.GiveBack();
        if (chunk.HasUntoldFailures) router.Tell(new ItemsFailed(work.Job, info.Number, chunk), Self);
        RunStep(work, chunk, router);
    }

    private void End(Work work, Chunk<int, int> chunk, IActorRef router)
    {
        var done = new ChunkDone(work.Job, chunk.Held(), new IndexRange(chunk.Start, chunk.Start + chunk.Completed));
        router.Tell(new WorkerReady(work.Job, info.Number, chunk, Ended: true), Self);
        work.Aggregator.Tell(done, Self);
        Next();
    }
}
