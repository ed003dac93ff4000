namespace ActorMap.Functions;

/// <summary>A delegate as a function object: its captured variables are the state.</summary>
internal sealed class DelegateFunction<TIn, TOut>(Func<TIn, TOut> body) : IMapFunction<TIn, TOut>
{
    public Func<TIn, TOut> Body { get; } = body;

    public TOut Invoke(TIn item, MapContext context) => Body(item);
}

/// <summary>A delegate that looks at its context.</summary>
internal sealed class ContextFunction<TIn, TOut>(Func<TIn, MapContext, TOut> body) : IMapFunction<TIn, TOut>
{
    public TOut Invoke(TIn item, MapContext context) => body(item, context);
}

/// <summary>A delegate over pairs: starmap.</summary>
internal sealed class PairFunction<T1, T2, TOut>(Func<T1, T2, TOut> body) : IMapFunction<(T1 First, T2 Second), TOut>
{
    public TOut Invoke((T1 First, T2 Second) item, MapContext context) => body(item.First, item.Second);
}

/// <summary>An asynchronous delegate.</summary>
internal sealed class AsyncFunction<TIn, TOut>(Func<TIn, CancellationToken, ValueTask<TOut>> body) : IAsyncMapFunction<TIn, TOut>
{
    public ValueTask<TOut> InvokeAsync(TIn item, MapContext context) => body(item, context.CancellationToken);
}

/// <summary>An asynchronous delegate that gives a task.</summary>
internal sealed class TaskFunction<TIn, TOut>(Func<TIn, Task<TOut>> body) : IAsyncMapFunction<TIn, TOut>
{
    public ValueTask<TOut> InvokeAsync(TIn item, MapContext context) => new(body(item));
}

/// <summary>An asynchronous delegate that takes a token and gives a task.</summary>
internal sealed class CancellableTaskFunction<TIn, TOut>(Func<TIn, CancellationToken, Task<TOut>> body) : IAsyncMapFunction<TIn, TOut>
{
    public ValueTask<TOut> InvokeAsync(TIn item, MapContext context) => new(body(item, context.CancellationToken));
}
