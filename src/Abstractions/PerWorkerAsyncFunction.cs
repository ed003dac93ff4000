namespace ActorMap;

/// <summary>The function object behind <c>MapFunction.PerWorker</c> with an asynchronous body: one of the two bodies is set.</summary>
internal sealed class PerWorkerAsyncFunction<TState, TIn, TOut>(
    StateFactory<TState> factory,
    Func<TState, TIn, CancellationToken, ValueTask<TOut>>? body,
    Func<TState, TIn, MapContext, ValueTask<TOut>>? bodyWithContext)
    : IAsyncMapFunction<TIn, TOut>, IWorkerStart, IAsyncDisposable
{
    private TState? _state;

    public async ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken) =>
        _state = await factory.CreateAsync(worker, cancellationToken).ConfigureAwait(false);

    public ValueTask<TOut> InvokeAsync(TIn item, MapContext context) =>
        body is not null ? body(_state!, item, context.CancellationToken) : bodyWithContext!(_state!, item, context);

    public ValueTask DisposeAsync() => StateFactory<TState>.DisposeAsync(_state);
}
