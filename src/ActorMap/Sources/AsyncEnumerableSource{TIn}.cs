using ActorMap.Threading;

namespace ActorMap.Sources;

/// <summary>Reads an asynchronous sequence: no thread waits with it.</summary>
internal sealed class AsyncEnumerableSource<TIn>(IAsyncEnumerable<TIn> items, int? exactChunk) : ReadSource<TIn>(exactChunk, null)
{
    private readonly SemaphoreSlim _demand = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly CallersContext _caller = new();

    public override void Start(Action advanced)
    {
        base.Start(advanced);
        _caller.Run(() => Task.Run(ReadAsync));
    }

    public override void Stop()
    {
        base.Stop();

        // Not on this thread: what the source registered with the token may block. And it may throw, when nobody reads the source any more.
        _stop.CancelAsync().Forget();
    }

    protected override void Wake()
    {
        lock (_demand)
        {
            if (_demand.CurrentCount == 0) _demand.Release();
        }
    }

    private async Task ReadAsync()
    {
        Exception? error = null;
        try
        {
            if (await WaitForDemandAsync().ConfigureAwait(false)) await ReadAllAsync().ConfigureAwait(false);
        }
        catch (Exception thrown)
        {
            error = thrown;
        }

        End(error);
    }

    private async Task ReadAllAsync()
    {
        var enumerator = items.GetAsyncEnumerator(_stop.Token) ?? throw new InvalidOperationException("The source's GetAsyncEnumerator returned null.");
        await using (enumerator.ConfigureAwait(false))
        {
            while (await WaitForDemandAsync().ConfigureAwait(false) && await enumerator.MoveNextAsync().ConfigureAwait(false)) Publish(enumerator.Current);
        }
    }

    private async ValueTask<bool> WaitForDemandAsync()
    {
        while (!MayRead && !IsStopped) await _demand.WaitAsync().ConfigureAwait(false);
        return !IsStopped;
    }
}
