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
    private const int Nobody = -1;

    // A function may have much to write when it is disposed.
    private static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(30);

    private readonly Alarm _grace = new(work.Time, self, new GraceOver(work.Job));
    private Exception? _disposeError;
    private readonly Dictionary<int, ReleaseJob> _releases = [];
    private TimeSpan? _hurriedUntil;
    private bool _releasing;
    private bool _isDisposing;
    private bool _isOver;

    // A cancelled map must be quick: two seconds in all, with its last report. What runs and what is disposed share this; who is deaf has the grace, and leaves a quarter of it.
    private TimeSpan HurriedTime => work.Grace * 5 / 4;

    public void Begin()
    {
        // The callback comes when the source has let go, as SourceAdvanced.
        if (work.Token.IsCancellationRequested) _hurriedUntil = work.Time.Now() + HurriedTime;
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
        roster.StopAt(work.Bound);
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
            case CancelJob: Hurry(); break;
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

    /// <summary>Nobody waits any longer: what is disposed has as long as in a map that was cancelled from the start.</summary>
    private void Hurry()
    {
        _hurriedUntil ??= work.Time.Now() + HurriedTime;
        if (_releasing) _grace.Set(ReleaseLimit());
    }

    private TimeSpan ReleaseLimit()
    {
        var left = (_hurriedUntil - work.Time.Now()) ?? ReleaseTime;
        return left > work.Grace / 4 ? left : work.Grace / 4;
    }

    /// <summary>Waits for the workers that have the function to dispose it.</summary>
    private void Release(bool force)
    {
        _releasing = true;
        if (work.Copies.Close() is { Length: > 0 } left && work.Copies.MustRelease) _ = DisposeAsync(left);
        var isAwaited = _isDisposing || (roster.Engaged.Count > 0 && work.Copies.MustRelease);
        if (isAwaited) _grace.Set(ReleaseLimit());
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
        _isDisposing &= worker != Nobody;
        roster.Released(worker);
        if (_releasing && !_isDisposing && roster.Engaged.Count == 0) End();
    }

    private void Lost(int worker)
    {
        foreach (var chunk in roster.RunningOn(worker)) roster.Ended(chunk);
        roster.Leave(worker);
        Stopped();
        if (_releasing && !_isDisposing && roster.Engaged.Count == 0) End();
    }

    /// <summary>No worker has these copies of the function any more, as where the only one was given up and came back.</summary>
    private async Task DisposeAsync(object[] functions)
    {
        _isDisposing = true;
        Exception? error = null;
        foreach (var function in functions)
        {
            try
            {
                // Not here: it is the user's, and may block.
                await Task.Run(() => FunctionCopies.DisposeAsync(function).AsTask()).ConfigureAwait(false);
            }
            catch (Exception thrown)
            {
                error ??= thrown;
            }
        }

        self.Tell(new JobReleased(work.Job, Nobody, error), self);
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
