namespace ActorMap;

/// <summary>The function object behind <c>MapFunction.WithState</c>: the state is a field, so it is copied with it.</summary>
internal sealed class WithStateFunction<TState, TIn, TOut>(TState state, Func<TState, TIn, TOut> body) : IMapFunction<TIn, TOut>, IAsyncDisposable
{
    public TOut Invoke(TIn item, MapContext context) => body(state, item);

    public ValueTask DisposeAsync() => StateFactory<TState>.DisposeAsync(state);
}
