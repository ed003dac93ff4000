using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Telemetry;
using ActorMap.Time;
using Akka.Actor;
using Akka.Event;

namespace ActorMap.Jobs;

/// <summary>The reports that a job owes its progress handler: at most ten a second, never backwards, the last one exact and waited for a while.</summary>
internal sealed class JobProgress : IDisposable
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastReportTime = TimeSpan.FromMilliseconds(500);

    private readonly Work _work;
    private readonly IActorRef _job;
    private readonly ProgressReporter? _reporter;
    private readonly Alarm _alarm;
    private readonly TimeSpan _began;
    private readonly int _workers;
    private Task _lastReport = Task.CompletedTask;
    private int _asked;
    private long _reported;

    public JobProgress(Work work, IActorRef job, int workers, Func<ILoggingAdapter> log)
    {
        (_work, _job, _workers, _began) = (work, job, workers, work.Time.Now());
        _alarm = new Alarm(work.Time, job, new ProgressDue(work.Job));
        if (work.Options.Progress is not { } handler) return;
        var logger = log();
        _reporter = new ProgressReporter(handler, work.Caller, error => Log.ProgressThrew(logger, work.Job, error));
        _alarm.Set(ReportEvery, ReportEvery);
    }

    /// <summary>Whether a report is on its way from the aggregator.</summary>
    public bool IsDue => _asked > 0;

    public void Ask()
    {
        if (_reporter is null) return;
        _asked++;
        _work.Aggregator.Tell(new ReportProgress(_work.Job), _job);
    }

    public void Report(ProgressMade made)
    {
        _asked--;
        _reported = Math.Max(_reported, made.Done);
        _lastReport = _reporter!.Report(new MapProgress(_reported, made.Failed, _work.Source.Total, _work.Time.Now() - _began) { Workers = _workers });
    }

    /// <summary>No more reports after the one that is asked for now.</summary>
    public void AskLast()
    {
        _alarm.Clear();
        Ask();
    }

    /// <summary>Whether the handler has returned from its last report; if not, the job is told when it has, or when that was waited for long enough.</summary>
    public bool IsOver()
    {
        if (_lastReport.IsCompleted) return true;
        _alarm.Set(LastReportTime);
        _lastReport.ContinueWith(_ => _job.Tell(new ProgressDue(_work.Job)), TaskScheduler.Default);
        return false;
    }

    public void Dispose() => _alarm.Dispose();
}
