using ActorMap.Threading;

namespace ActorMap.Sources;

/// <summary>Reads a synchronous sequence on a thread of its own: it may compute or block as it likes, and nobody else waits.</summary>
internal sealed class EnumerableSource<TIn>(IEnumerable<TIn> items, int? exactChunk, TimeProvider time)
    : ReadSource<TIn>(exactChunk, items.TryGetNonEnumeratedCount(out var count) ? count : null)
{
    private readonly object _gate = new();
    private readonly CallersContext _caller = new();
    private long _began;
    private long _ended;
    private long _rested;
    private long _restsSince;

    public override TimeSpan Reading
    {
        get
        {
            var (rests, now) = (Volatile.Read(ref _restsSince), time.GetTimestamp());
            var end = Volatile.Read(ref _ended) is not 0 and var ended ? ended : now;
            var spent = end - Volatile.Read(ref _began) - Volatile.Read(ref _rested) - (rests == 0 ? 0 : now - rests);
            return _began == 0 || spent < 0 ? TimeSpan.Zero : time.GetElapsedTime(0, spent);
        }
    }

    public override void Start(Action advanced)
    {
        base.Start(advanced);
        new Thread(() => _caller.Run(Read)) { IsBackground = true, Name = "actormap-source" }.UnsafeStart();
    }

    protected override void Wake()
    {
        lock (_gate) Monitor.Pulse(_gate);
    }

    private void Read()
    {
        Exception? error = null;
        Volatile.Write(ref _began, time.GetTimestamp());
        try
        {
            if (WaitForDemand()) ReadAll();
        }
        catch (Exception thrown)
        {
            error = thrown;
        }

        Volatile.Write(ref _ended, time.GetTimestamp());
        End(error);
    }

    private void ReadAll()
    {
        using var enumerator = items.GetEnumerator() ?? throw new InvalidOperationException("The source's GetEnumerator returned null.");
        if (enumerator is IReadsMany<TIn> many) ReadAll(enumerator, many);
        else while (WaitForDemand() && enumerator.MoveNext()) Publish(enumerator.Current);
    }

    private void ReadAll(IEnumerator<TIn> enumerator, IReadsMany<TIn> many)
    {
        while (WaitForDemand())
        {
            var room = Room();
            var count = room.IsEmpty ? 0 : many.Read(room);
            Published(count);
            if (count > 0) continue;

            // The end; or a segment is full, and whoever begins the next one looks at its first item.
            if (!room.IsEmpty || !enumerator.MoveNext()) return;
            Publish(enumerator.Current);
        }
    }

    private bool WaitForDemand()
    {
        if (MayRead) return true;
        Volatile.Write(ref _restsSince, time.GetTimestamp());
        lock (_gate)
        {
            while (!MayRead && !IsStopped) Monitor.Wait(_gate);
        }

        Volatile.Write(ref _rested, _rested + time.GetTimestamp() - _restsSince);
        Volatile.Write(ref _restsSince, 0);

        return !IsStopped;
    }
}
