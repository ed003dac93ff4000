using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Input;
using ActorMap.Node.Results;
using ActorMap.Node.Shell;
using ActorMap.Node.Timing;
using ActorMap.Node.Watch;
using ActorMap.Query;

namespace ActorMap.Node.Running;

/// <summary>Takes the outcomes as they come and writes them, until the input ends or something stops the map.</summary>
internal sealed class MapRun(
    MapRequest request, MapPlan plan, OutputFiles files, RecordFeed feed, RunTotals totals, RunObserver observer, StageTimes stages, Notices notices, StopSignals signals)
{
    private readonly FailureReport _report = new(plan.Input);
    private readonly RunWriter _writer = new(files, feed, totals, stages);
    private int? _stopped;
    private bool _halted;

    private long _first;
    private TimeSpan _waited;

    /// <summary>How long it took and wrote outcomes, since the first of them.</summary>
    internal TimeSpan Writing => _first == 0 ? TimeSpan.Zero : TimeProvider.System.GetElapsedTime(_first) - _waited;

    /// <returns>The exit code.</returns>
    internal async Task<int> RunAsync(MapPool pool)
    {
        signals.Attach(feed, notices);
        try
        {
            plan = await plan.CompletedBy(pool, signals.Token);
            files.Results.Write(Header());
            await TakeAllAsync(pool);
            files.Flush();
            if (signals.ExitCode is null) files.Complete();
        }
        catch (ReaderGoneException)
        {
            return ExitCode.ReaderGone;
        }
        catch (OperationCanceledException) when (signals.ExitCode is { } code)
        {
            files.Flush();
            return code;
        }
        catch (CommandException error) when (error.ExitCode == ExitCode.InputOutput)
        {
            // What was written before the fault stays written: a reader may want the results so far.
            files.FlushWhatCan();
            Notices.Fatal(error.Message);
            return error.ExitCode;
        }
        catch (ActorMapException error)
        {
            // Where the journal is of another map, so is the output that is there: not even a header goes into it.
            if (error is not JournalException || totals.Read().Done > 0) files.FlushWhatCan();
            var limit = SystemLimits.Explain(error);
            Notices.Fatal(limit ?? error.Message);
            return error switch
            {
                _ when limit is not null => ExitCode.System,
                PoolUnavailableException => ExitCode.NoPool,
                JournalException => ExitCode.InputOutput,
                _ => ExitCode.Function,
            };
        }

        return signals.ExitCode ?? _stopped ?? (totals.Read().Failed > 0 ? ExitCode.SomeFailed : ExitCode.Done);
    }

    private async Task TakeAllAsync(MapPool pool)
    {
        var query = plan.Query(pool, feed).With(Options());
        var outcomes = (request.Unordered ? query.AsCompleted() : query.Settled()).GetAsyncEnumerator(signals.Token);
        await using (outcomes)
        {
            while (true)
            {
                var next = outcomes.MoveNextAsync();

                if (!(next.IsCompleted ? await next : await WaitAsync(next))) break;
                if (!request.Halt.LooksAtAny(totals.Outcomes.Done + 1) && ((IOutcomeRuns<Record, Encoded>)outcomes).TryTakeRun(out var items, out var results))
                {
                    _writer.Succeed(items, results);
                    continue;
                }

                var outcome = outcomes.Current;
                totals.Count(outcome.Item);
                if (files.Rows is { IsDue: true }) files.WriteRows();
                var goesOn = outcome.Succeeded ? Succeed(outcome.Value) : Fail(in outcome);
                feed.Done(outcome.Item);
                if (!goesOn) break;
            }
        }
    }

    /// <returns>False to stop here.</returns>
    private bool Succeed(Encoded result)
    {
        _writer.Write(new ReadOnlySpan<Encoded>(in result));
        return !request.Halt.LooksAtAny(totals.Outcomes.Done) || GoesOn();
    }

    /// <summary>Nothing is held back while nothing comes: who reads our results may be what feeds us.</summary>
    private async ValueTask<bool> WaitAsync(ValueTask<bool> next)
    {
        files.Flush();
        var since = TimeProvider.System.GetTimestamp();
        var any = await next;

        // Up to the first there was nothing to take: that was the start.
        if (_first == 0) _first = TimeProvider.System.GetTimestamp();
        else _waited += TimeProvider.System.GetElapsedTime(since);
        return any;
    }

    /// <returns>False to stop here: nothing after this item is written.</returns>
    private bool Fail(in MapResult<Record, Encoded> outcome)
    {
        var failure = _report.Describe(in outcome);
        totals.CountFailure(failure);
        files.Errors?.Write(failure.ToJsonLine());
        var policy = failure.IsBadInput ? request.OnBadInput : request.OnError;
        if (policy == FailurePolicy.Stop)
        {
            _stopped = failure.IsBadInput ? ExitCode.InputOutput : ExitCode.Stopped;
            Notices.Fatal(failure.ToText());
            if (failure.IsBadInput && request.OnError != FailurePolicy.Stop) notices.Note("bad input stops the map, whatever the function's failures do; with --on-bad-input skip it goes on.");
            return false;
        }

        notices.Failure(failure);
        if (policy == FailurePolicy.Emit) files.Results.Write(failure.ToResult(plan.Output));
        return (failure.IsBadInput && !request.Halt.LooksAtAny(totals.Outcomes.Done)) || GoesOn();
    }

    /// <returns>False where <c>--halt</c> stops the map here.</returns>
    private bool GoesOn()
    {
        var (done, failed) = totals.Outcomes;
        if (_halted || !request.Halt.IsReached(done, failed, request.Total)) return true;
        _halted = true;
        if (request.Halt.IsFailure)
        {
            _stopped = ExitCode.Stopped;
            Notices.Fatal($"stopped by --halt {request.Halt}: {failed} of {done} items have failed.");
        }
        else
        {
            notices.Note($"stopped by --halt {request.Halt}, as asked, after {done} {ProgressText.Plural(done, "item")}.");
        }

        if (!request.Halt.Soon) return false;
        feed.Stop();
        return true;
    }

    private byte[] Header() => plan.Output.Format != OutputFormat.Csv || request.Tag
        ? []
        : LosslessText.Encode($"{string.Join(',', plan.Output.Columns.Select(CsvText.Quoted))}{(plan.Output.EmitsErrors ? ",error" : string.Empty)}\n");

    private MapOptions Options() => new()
    {
        Name = "map",
        ChunkSize = request.Chunk,
        MaxInFlight = request.Buffer,
        Concurrency = request.Concurrency,
        Retries = request.Retries,
        RetryWhen = static error => !BadInput.Is(error),
        ItemTimeout = request.Timeout,
        Seed = request.Seed,
        Halt = Halt.Never,
        Observer = observer,
        TimesTogether = true,
        Journal = MapJournal.Of(request, plan, feed, notices),
    };
}
