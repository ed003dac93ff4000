namespace ActorMap;

/// <summary>How a worker builds its state: one of the two forms is set.</summary>
internal sealed class StateFactory<TState>(
    Func<WorkerInfo, TState>? create, Func<WorkerInfo, CancellationToken, ValueTask<TState>>? createAsync)
{
    internal ValueTask<TState> CreateAsync(WorkerInfo worker, CancellationToken cancellationToken) =>
        create is not null ? new ValueTask<TState>(OutsideWorker.Call(() => create(worker))) : createAsync!(worker, cancellationToken);

    internal static ValueTask DisposeAsync(TState? state)
    {
        switch (state)
        {
            case IAsyncDisposable asynchronous:
                return asynchronous.DisposeAsync();
            case IDisposable disposable:
                OutsideWorker.Call(disposable.Dispose);
                break;
        }

        return ValueTask.CompletedTask;
    }
}
