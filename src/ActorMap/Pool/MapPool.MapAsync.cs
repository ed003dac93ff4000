using System.Runtime.CompilerServices;
using ActorMap.Functions;
using ActorMap.Sources;

namespace ActorMap;

/// <content>The forms of a map over an asynchronous sequence.</content>
public sealed partial class MapPool
{
    /// <summary>Describes a map of a function object over an asynchronous sequence. Nothing runs until the query is awaited or enumerated.</summary>
    /// <param name="function">Captured when the map starts; each worker gets its own copy.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow.</param>
    /// <typeparam name="TIn">The type of an item.</typeparam>
    /// <typeparam name="TOut">The type of a result.</typeparam>
    /// <returns>A query that runs once.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The results would be tasks, which nobody awaits.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    [OverloadResolutionPriority(1)]
    public MapQuery<TIn, TOut> Map<TIn, TOut>(IMapFunction<TIn, TOut> function, IAsyncEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(Present(function), FunctionForm.Item), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IAsyncEnumerable{TIn})"/>
    /// <param name="function">Captured when the map starts; each worker gets its own copy, and has up to <see cref="MapOptions.Concurrency"/> items in flight.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow.</param>
    [OverloadResolutionPriority(1)]
    public MapQuery<TIn, TOut> Map<TIn, TOut>(IAsyncMapFunction<TIn, TOut> function, IAsyncEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(Present(function), FunctionForm.Async), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IAsyncEnumerable{TIn})"/>
    /// <param name="function">Captured when the map starts; each worker gets its own copy.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow.</param>
    [OverloadResolutionPriority(1)]
    public MapQuery<TIn, TOut> Map<TIn, TOut>(IBatchMapFunction<TIn, TOut> function, IAsyncEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(Present(function), FunctionForm.Batch), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IAsyncEnumerable{TIn})"/>
    /// <param name="function">The description, from <see cref="MapFunction"/>.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow.</param>
    [OverloadResolutionPriority(1)]
    public MapQuery<TIn, TOut> Map<TIn, TOut>(MapFunction<TIn, TOut> function, IAsyncEnumerable<TIn> items) => Query(CallerFunction<TIn, TOut>.Of(Present(function), Functions), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IAsyncEnumerable{TIn})"/>
    /// <param name="function">The captured variables are its state: each worker gets its own copy of them.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow.</param>
    [OverloadResolutionPriority(1)]
    public MapQuery<TIn, TOut> Map<TIn, TOut>(Func<TIn, TOut> function, IAsyncEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(new DelegateFunction<TIn, TOut>(Present(function)), FunctionForm.Item), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IAsyncEnumerable{TIn})"/>
    /// <param name="function">The captured variables are its state: each worker gets its own copy of them.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow.</param>
    [OverloadResolutionPriority(1)]
    public MapQuery<TIn, TOut> Map<TIn, TOut>(Func<TIn, CancellationToken, ValueTask<TOut>> function, IAsyncEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(new AsyncFunction<TIn, TOut>(Present(function)), FunctionForm.Async), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IAsyncEnumerable{TIn})"/>
    /// <param name="function">The captured variables are its state: each worker gets its own copy of them.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow.</param>
    [OverloadResolutionPriority(1)]
    public MapQuery<TIn, TOut> Map<TIn, TOut>(Func<TIn, Task<TOut>> function, IAsyncEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(new TaskFunction<TIn, TOut>(Present(function)), FunctionForm.Async), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IAsyncEnumerable{TIn})"/>
    /// <param name="function">The captured variables are its state: each worker gets its own copy of them.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow.</param>
    public MapQuery<TIn, TOut> Map<TIn, TOut>(Func<TIn, CancellationToken, Task<TOut>> function, IAsyncEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(new CancellableTaskFunction<TIn, TOut>(Present(function)), FunctionForm.Async), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IAsyncEnumerable{TIn})"/>
    /// <param name="function">The captured variables are its state: each worker gets its own copy of them.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow.</param>
    [OverloadResolutionPriority(-1)]
    public MapQuery<TIn, TOut> Map<TIn, TOut>(Func<TIn, MapContext, TOut> function, IAsyncEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(new ContextFunction<TIn, TOut>(Present(function)), FunctionForm.Item), Source<TIn>.Of(items));
}
