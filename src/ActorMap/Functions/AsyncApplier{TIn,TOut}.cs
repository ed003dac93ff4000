using ActorMap.Chunks;
using ActorMap.Threading;

namespace ActorMap.Functions;

/// <summary>
/// Starts items until as many are in flight as may be; each that ends makes room for the next. Everything here runs on the worker: what follows an
/// <c>await</c> comes back through the worker's context, so no thread waits and none but the worker's touches the state.
/// </summary>
internal sealed class AsyncApplier<TIn, TOut>(Work work, WorkerInfo worker, IAsyncMapFunction<TIn, TOut> function, Action<Chunk, List<int>> ended)
    : IWaitingApplier
{
    private readonly double _ticksPerTimestamp = TimeSpan.TicksPerSecond / (double)work.Time.TimestampFrequency;
    private readonly Dictionary<Chunk, InFlight> _chunks = [];
    private readonly List<InFlight> _told = [];
    private CallScope _scope = new(worker, 1, work.Options.Seed, work.Token);
    private int _inFlight;

    public Turn Run(Chunk chunk, long deadline)
    {
        if (!_chunks.TryGetValue(chunk, out var flight)) _chunks.Add(chunk, flight = new InFlight((Chunk<TIn, TOut>)chunk, work.Time.GetTimestamp()));
        if (_scope.Attempt != chunk.Attempt) _scope = new CallScope(worker, chunk.Attempt, work.Options.Seed, work.Token);
        while (_inFlight < work.Options.Concurrency)
        {
            if (chunk.Next >= work.Bound || !chunk.TryClaim(1, out var offset, out _))
            {
                flight.AllStarted = true;
                break;
            }

            _inFlight++;
            flight.Outstanding++;
            Start(flight, offset);
            if (work.Time.GetTimestamp() >= deadline) break;
        }

        TellEnded();
        if (flight.AllStarted && flight.Outstanding > 0) return Turn.Started;
        if (flight.AllStarted)
        {
            chunk.Completed = (int)chunk.Range.Length;
            _chunks.Remove(chunk);
            return Turn.Ended;
        }

        return _inFlight < work.Options.Concurrency ? Turn.Yielded : Turn.Waiting;
    }

    public void TellEnded()
    {
        for (var i = 0; i < _told.Count; i++)
        {
            var flight = _told[i];
            if (flight.AllStarted && flight.Outstanding == 0) _chunks.Remove(flight.Chunk);
            flight.Fresh.Sort();
            ended(flight.Chunk, flight.Fresh);
            flight.Fresh.Clear();
        }

        _told.Clear();
    }

    public bool HasInFlight(Chunk chunk) => _chunks.TryGetValue(chunk, out var flight) && flight.Outstanding > 0;

    private void Start(InFlight flight, int offset)
    {
        if (work.Options.ItemTimeout is not { } limit)
        {
            _ = RunItemAsync(flight, offset, _scope, null);
            return;
        }

        // An item that blocks the thread can't be told of it by the thread: the process that started this one looks at the slot.
        var (clock, slot) = (new ItemClock(limit, work), work.Slots?.Board.Of(worker.Number));
        new ItemContext(SynchronizationContext.Current!, clock, slot, flight.Chunk.Start + offset, work).Begin(() => _ = RunItemAsync(flight, offset, _scope, clock));
    }

    private async Task RunItemAsync(InFlight flight, int offset, CallScope scope, ItemClock? clock)
    {
        var chunk = flight.Chunk;
        var then = work.Time.GetTimestamp();
        var slot = work.Slots?.Board.Rent();
        slot?.Begin(work.Slots!.Job, 1, due: 0);
        slot?.Run(chunk.Start + offset);
        try
        {
            var value = clock is not null
                ? await CallLimitedAsync(chunk, offset, scope, clock)
                : await function.InvokeAsync(chunk.Items[offset], new MapContext(scope, chunk.Start + offset));
            chunk.Results[offset] = value;
        }
        catch (TimeUpException)
        {
            chunk.Fail(Failures.TimedOut(work.Options.ItemTimeout!.Value, chunk.Start + offset, chunk.Attempt, worker, Since(then)));
        }
        catch (OperationCanceledException) when (work.Token.IsCancellationRequested)
        {
            // The job is over: nobody waits for this outcome.
        }
        catch (Exception error)
        {
            chunk.Fail(Failures.Describe(error, chunk.Start + offset, chunk.Attempt, worker, Since(then)));
        }

        if (slot is not null) work.Slots!.Board.Return(slot);
        if (!chunk.Durations.IsEmpty) chunk.Durations[offset] = Since(then).Ticks;
        chunk.EndedOutOfOrder![offset] = true;
        chunk.Elapsed = Since(flight.Begun);
        _inFlight--;
        flight.Outstanding--;
        if (flight.AllStarted && flight.Outstanding == 0) chunk.Completed = (int)chunk.Range.Length;
        flight.Fresh.Add(offset);
        if (flight.Fresh.Count == 1) _told.Add(flight);
    }

    /// <summary>A function that heeds its token ends at its limit; one that does not is left to itself after the grace.</summary>
    private async ValueTask<TOut> CallLimitedAsync(Chunk<TIn, TOut> chunk, int offset, CallScope scope, ItemClock clock)
    {
        using var own = clock;
        try
        {
            var call = function.InvokeAsync(chunk.Items[offset], new MapContext(scope.With(clock.Token), chunk.Start + offset)).AsTask();
            call.Forget();
            await Task.WhenAny(call, clock.GraceOver);
            return call.IsCompleted && !clock.IsUp ? await call : throw new TimeUpException();
        }
        catch (Exception error) when (error is not TimeUpException && clock.IsUp)
        {
            throw new TimeUpException();
        }
    }

    private TimeSpan Since(long timestamp) => new((long)((work.Time.GetTimestamp() - timestamp) * _ticksPerTimestamp));

    private sealed class TimeUpException : Exception;

    private sealed class InFlight(Chunk<TIn, TOut> chunk, long begun)
    {
        public Chunk<TIn, TOut> Chunk { get; } = chunk;
        public long Begun { get; } = begun;
        public List<int> Fresh { get; } = [];
        public int Outstanding { get; set; }
        public bool AllStarted { get; set; }
    }
}
