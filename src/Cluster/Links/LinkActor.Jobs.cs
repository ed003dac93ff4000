using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Cluster.Links;

/// <summary>The jobs of a link, from their first chunk to their release.</summary>
internal sealed partial class LinkActor
{
    private void Accept(ProcessChunk process)
    {
        if (((Chunk)process.Chunk).TryPickUp()) Open((Work)process.Work, Sender).Accept((Chunk)process.Chunk);
    }

    private LinkJob Open(Work work, IActorRef router)
    {
        if (_jobs.TryGetValue(work.Job, out var job)) return job;
        _jobs.Add(work.Job, job = new LinkJob(work, router, _link!));
        job.Open();
        if (job.Cargo.Outdated() is { } name)
        {
            job.Break(new FunctionLoadException($"{name} was built anew, or removed, since this program loaded it, and a worker process that started since would not run the same. Restart the program."));
            job.Cancel();
        }

        WatchOverdue(work);
        return job;
    }

    /// <summary>A node whose process takes the place of one that died has that one's suspects run first, one by one. Only then is it a worker.</summary>
    private void Isolate()
    {
        if (_jobs.Values.Any(job => job.IsIsolating)) return;
        while (_quarantine?.TryTake(out var suspect) == true)
        {
            var job = Open(suspect.Work, suspect.Router);
            job.Isolate(suspect);
            if (job.IsIsolating) return;
        }

        foreach (var job in _jobs.Values.ToArray())
        {
            job.Retire();
            Forget(job);
        }

        if (_jobs.Count == 0) Join();
    }

    private void Release(ReleaseJob release)
    {
        release.Begin();
        if (Find(release.Job) is not { } job)
        {
            Sender.Tell(new JobReleased(release.Job, _link!.Number, null), Self);
            return;
        }

        job.Release(release.Force);
        Forget(job);
    }

    private void Broken(LinkJob job, JobBroken broken)
    {
        if (broken.Kind == BreakKind.Function)
        {
            // Others may have the function; the job fails when none has.
            job.Cargo.Refusals[_link!.Number] = broken.Message;
            _cluster.Refused(job.Id, job.Cargo);
            job.Leave();
            if (_cluster.AllRefuse(job.Cargo)) job.Break(new FunctionLoadException(broken.Message + $" (said by {string.Join(", ", _cluster.Nodes)})"));
        }
        else
        {
            job.Break(new ActorMapException(
                broken.Kind == BreakKind.Preparation ? broken.Message : $"The map stopped on node {_link!.Node}: {broken.ErrorType}: {broken.Message}"));
        }
    }

    private void Share(ReturnUnstarted share)
    {
        if (Find(share.Job) is not { IsWanted: false } job) return;
        job.IsWanted = true;
        if (!job.TryShare()) _share.Set(LookAgain);
    }

    private void ShareNow()
    {
        var again = false;
        foreach (var job in _jobs.Values) again |= job.IsWanted && !job.TryShare();
        if (again) _share.Set(LookAgain);
    }

    private void OnServing(IServing message)
    {
        if (Find(message.Job) is not { } job)
        {
            if (message is JobOpened) ForgetAgain(message.Job);
            return;
        }

        switch (message)
        {
            case JobOpened: job.Opened(); break;
            case JobBroken broken: Broken(job, broken); break;
            case ParcelDone { Results.IsInline: true } done: job.Done(done, done.Results.Inline); break;
            case ParcelDone done when job.Awaits(done.Number): Fetch(job, done); break;
            case ParcelDone: break;
            case ParcelFailed failed: job.Failed(failed); break;
            case ParcelReturned returned: job.Returned(returned); break;
            case JobForgotten forgotten: job.Forgotten(forgotten.DisposeError); break;
            default: Unhandled(message); break;
        }

        Forget(job);
    }

    /// <summary>The node lives, and has not come to say what it holds: no job is lost there for that.</summary>
    private void HearBusy()
    {
        Hear();
        foreach (var job in _jobs.Values) job.Hear();
    }

    private void Fetch(LinkJob job, ParcelDone done) => _link!.Blobs.Open(done.Results, bytes => job.Done(done, bytes), error => job.Missed(done, error), job: job.Id);

    /// <summary>The word that a job is over came there before the one that opens it: nobody would ever end it.</summary>
    private void ForgetAgain(JobId job) => _link!.Send(new ForgetJob(_session, job, true));

    private LinkJob? Find(JobId job) => _jobs.GetValueOrDefault(job);

    private void Forget(LinkJob job)
    {
        if (!job.IsOver) return;
        _jobs.Remove(job.Id);
        job.Dispose();
        _link!.Blobs.Withdraw(job.Id);
    }
}
