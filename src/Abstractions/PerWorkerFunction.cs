namespace ActorMap;

/// <summary>The function object behind <c>MapFunction.PerWorker</c> with a synchronous body: one of the two bodies is set.</summary>
internal sealed class PerWorkerFunction<TState, TIn, TOut>(
    StateFactory<TState> factory, Func<TState, TIn, TOut>? body, Func<TState, TIn, MapContext, TOut>? bodyWithContext)
    : IMapFunction<TIn, TOut>, IWorkerStart, IAsyncDisposable
{
    private TState? _state;

    public async ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken) =>
        _state = await factory.CreateAsync(worker, cancellationToken).ConfigureAwait(false);

    public TOut Invoke(TIn item, MapContext context) => body is not null ? body(_state!, item) : bodyWithContext!(_state!, item, context);

    public ValueTask DisposeAsync() => StateFactory<TState>.DisposeAsync(_state);
}
