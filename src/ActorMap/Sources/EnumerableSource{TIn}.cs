namespace ActorMap.Sources;

/// <summary>Reads a synchronous sequence on a thread of its own: it may compute or block as it likes, and nobody else waits.</summary>
internal sealed class EnumerableSource<TIn>(IEnumerable<TIn> items, int? exactChunk)
    : ReadSource<TIn>(exactChunk, items.TryGetNonEnumeratedCount(out var count) ? count : null)
{
    private readonly object _gate = new();

    public override void Start(Action advanced)
    {
        base.Start(advanced);
        new Thread(Read) { IsBackground = true, Name = "actormap-source" }.Start();
    }

    protected override void Wake()
    {
        lock (_gate) Monitor.Pulse(_gate);
    }

    private void Read()
    {
        Exception? error = null;
        try
        {
            if (WaitForDemand()) ReadAll();
        }
        catch (Exception thrown)
        {
            error = thrown;
        }

        End(error);
    }

    private void ReadAll()
    {
        using var enumerator = items.GetEnumerator() ?? throw new InvalidOperationException("The source's GetEnumerator returned null.");
        while (WaitForDemand() && enumerator.MoveNext()) Publish(enumerator.Current);
    }

    private bool WaitForDemand()
    {
        if (MayRead) return true;
        lock (_gate)
        {
            while (!MayRead && !IsStopped) Monitor.Wait(_gate);
        }

        return !IsStopped;
    }
}
