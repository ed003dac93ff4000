using ActorMap.Functions;
using ActorMap.Routing;
using ActorMap.Time;

namespace ActorMap.Cluster.Links;

/// <content>Nodes that are processes of the pool's own: the link sees what they are in, and has those ended that hang.</content>
internal sealed partial class LinkActor
{
    // What such a process was in when it fell silent. Dealt to others, an item that hangs its process would hang them one after the other.
    private readonly List<Suspect> _held = [];

    // Of whose start it may have fallen silent.
    private readonly List<LinkJob> _starting = [];
    private bool _hangs;

    /// <summary>What it held is dealt again, and it is greeted at once: one that was only stopped for a while has until the next beat, at least, to say so.</summary>
    private void LoseSilent()
    {
        var why = $"it has said nothing for {Silence.LongAfter.TotalSeconds:0.#} s";
        _hangs = _process is not null && _cluster.HangTimeout is not null;
        _starting.AddRange(_jobs.Values.Where(job => job.MayHaveKilled));
        if (_hangs) Lose(why, new Death(default, _process!.ReadNotes()), isSilent: true);
        else Lose(why);
        Greet();
    }

    private void GreetAgain()
    {
        if (_silence.Beat(_cluster.Time.Now())) EndIfHung();
        Greet();
    }

    private void EndIfHung()
    {
        if (!_hangs || _silence.Length < _cluster.HangTimeout) return;
        _hangs = false;
        _process!.EndForSilence(_silence.Length);
    }

    /// <summary>A process that was silent speaks again, or is gone: what it was in is dealt to whoever is free, or is suspect of its death.</summary>
    private void Judge(Death? death)
    {
        _hangs = false;
        foreach (var suspect in _held)
        {
            if (death?.Split(suspect.Work.Job.Mark, Messages.IndexRange.Single(suspect.Index)).Single().IsSuspect == true)
                suspect.Accuse(death, _quarantine!, wasAlone: false, (-1, _name), Self);
            else suspect.GiveBack();
        }

        _held.Clear();
        foreach (var job in _starting)
        {
            if (death is not null) job.TryBlame(death);
        }

        _starting.Clear();
    }

    /// <summary>Items that wait end their own time, while they do not keep the thread; for those that do the link looks.</summary>
    private void WatchOverdue(Work work)
    {
        if (_process is null || work.Form != FunctionForm.Async || work.Options.ItemTimeout is not { } limit) return;
        _overdue.Set(Overdue.LookEvery(limit), Overdue.LookEvery(limit));
    }

    private void EndOverdue()
    {
        if (!_jobs.Values.Any(job => job.HasTimedWaits))
        {
            _overdue.Clear();
            return;
        }

        if (_process!.ReadOverdue() is { Count: > 0 } overdue) _process.EndForTime(overdue);
    }
}
