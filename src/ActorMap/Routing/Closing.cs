using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Time;
using Akka.Actor;

namespace ActorMap.Routing;

/// <summary>
/// The router's last state: waits for what runs and the source to stop, then for the workers to dispose the function, each for a while; who does not come back by then is given up.
/// </summary>
internal sealed class Closing(Work work, Roster roster, IActorRef pool, IActorRef job, IActorRef self, Action rest)
{
    // A function may have much to write when it is disposed; a cancelled map must be quick (two seconds in all).
    private static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(30);

    private readonly bool _hurried = work.Token.IsCancellationRequested;
    private readonly Alarm _grace = new(work.Time, self, new GraceOver(work.Job));
    private Exception? _disposeError;
    private readonly Dictionary<int, ReleaseJob> _releases = [];
    private bool _releasing;
    private bool _isOver;

    public void Begin()
    {
        // The callback comes when the source has let go, as SourceAdvanced.
        work.Source.Stop();
        work.Source.Arm(long.MaxValue - 1);
        foreach (var chunk in roster.Withdraw()) chunk.LetGo();
        if (roster.Running.Count == 0 && work.Source.Ended)
        {
            Release(force: false);
            return;
        }

        // Only what nobody will look at still runs.
        _grace.Set(work.Grace);
        work.Cancel();
    }

    public void OnReceive(object message)
    {
        switch (message)
        {
            case WorkerReady { Ended: true } ready: Ended((Chunk)ready.Chunk, ready); break;
            case ChunkEnded ended: Ended((Chunk)ended.Chunk); break;
            case FunctionFailed failed: Unprepared(failed.Worker.Number); break;
            case JobReleased released: Released(released.Worker, released.DisposeError); break;
            case WorkerLost lost: Lost(lost.Worker); break;
            case SourceAdvanced: Stopped(); break;
            case GraceOver: GiveUp(); break;
            case JobOver: rest(); break;
        }
    }

    private void Ended(Chunk chunk, WorkerReady? ready = null)
    {
        if (ready?.Whole is { } whole)
        {
            roster.Released(ready.Worker);
            work.Aggregator.Tell(whole, self);
        }

        if (roster.Ended(chunk))
        {
            work.Ended(chunk);
            chunk.LetGo();
        }

        Stopped();
    }

    /// <summary>Once nothing runs and the source is released, the workers may let go.</summary>
    private void Stopped()
    {
        if (!_releasing && roster.Running.Count == 0 && work.Source.Ended) Release(force: false);
    }

    /// <summary>Waits for the workers that have the function to dispose it.</summary>
    private void Release(bool force)
    {
        _releasing = true;
        var isAwaited = roster.Engaged.Count > 0 && work.Copies.MustRelease;
        if (isAwaited) _grace.Set(_hurried ? work.Grace : ReleaseTime);
        foreach (var worker in roster.Engaged)
        {
            _releases[worker] = new ReleaseJob(work.Job, force);
            roster[worker].Actor.Tell(_releases[worker], self);
        }

        if (!isAwaited) End();
    }

    private void Unprepared(int worker)
    {
        foreach (var chunk in roster.RunningOn(worker)) Ended(chunk);
    }

    private void Released(int worker, Exception? error)
    {
        _disposeError ??= error;
        roster.Released(worker);
        if (_releasing && roster.Engaged.Count == 0) End();
    }

    private void Lost(int worker)
    {
        foreach (var chunk in roster.RunningOn(worker)) roster.Ended(chunk);
        roster.Leave(worker);
        Stopped();
        if (_releasing && roster.Engaged.Count == 0) End();
    }

    private void GiveUp()
    {
        // A worker that has not come to its release is busy with another job, and disposes the function when it is not.
        var deaf = _releasing ? roster.Engaged.Where(worker => _releases[worker].HasBegun).ToArray() : roster.Running.Values.Select(worker => worker.Number).Distinct().ToArray();
        var waiting = work.Form == FunctionForm.Async && !_releasing;
        foreach (var chunk in roster.Running.Keys.ToArray()) roster.Ended(chunk);
        foreach (var worker in waiting ? [] : deaf)
        {
            roster.Leave(worker);
            pool.Tell(new AbandonWorker(worker));
        }

        // Items that wait hold up no worker: it lets go of them, deaf or not.
        if (_releasing) End();
        else Release(force: true);
    }

    private void End()
    {
        if (_isOver) return;
        _isOver = true;
        _grace.Dispose();
        job.Tell(new JobClosed(work.Job, _disposeError), self);
    }
}
