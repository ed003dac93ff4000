using System.Runtime.CompilerServices;
using ActorMap.Functions;
using ActorMap.Sources;
using ActorMap.State;

namespace ActorMap;

/// <content>The forms of a map over a sequence.</content>
public sealed partial class MapPool
{
    /// <summary>Describes a map of a function object over a sequence. Nothing runs until the query is awaited or enumerated.</summary>
    /// <param name="function">Captured when the map starts; each worker gets its own copy.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow. Arrays and lists are used in place.</param>
    /// <typeparam name="TIn">The type of an item.</typeparam>
    /// <typeparam name="TOut">The type of a result.</typeparam>
    /// <returns>A query that runs once.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The results would be tasks, which nobody awaits.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public MapQuery<TIn, TOut> Map<TIn, TOut>(IMapFunction<TIn, TOut> function, IEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(Present(function), FunctionForm.Item), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IEnumerable{TIn})"/>
    /// <param name="function">Captured when the map starts; each worker gets its own copy, and has up to <see cref="MapOptions.Concurrency"/> items in flight.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow. Arrays and lists are used in place.</param>
    public MapQuery<TIn, TOut> Map<TIn, TOut>(IAsyncMapFunction<TIn, TOut> function, IEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(Present(function), FunctionForm.Async), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IEnumerable{TIn})"/>
    /// <param name="function">Captured when the map starts; each worker gets its own copy.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow. Arrays and lists are used in place.</param>
    public MapQuery<TIn, TOut> Map<TIn, TOut>(IBatchMapFunction<TIn, TOut> function, IEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(Present(function), FunctionForm.Batch), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IEnumerable{TIn})"/>
    /// <param name="function">The description, from <see cref="MapFunction"/>.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow. Arrays and lists are used in place.</param>
    public MapQuery<TIn, TOut> Map<TIn, TOut>(MapFunction<TIn, TOut> function, IEnumerable<TIn> items) => Query(CallerFunction<TIn, TOut>.Of(Present(function), Functions), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IEnumerable{TIn})"/>
    /// <param name="function">The captured variables are its state: each worker gets its own copy of them.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow. Arrays and lists are used in place.</param>
    public MapQuery<TIn, TOut> Map<TIn, TOut>(Func<TIn, TOut> function, IEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(new DelegateFunction<TIn, TOut>(Present(function)), FunctionForm.Item), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IEnumerable{TIn})"/>
    /// <param name="function">The captured variables are its state: each worker gets its own copy of them.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow. Arrays and lists are used in place.</param>
    public MapQuery<TIn, TOut> Map<TIn, TOut>(Func<TIn, CancellationToken, ValueTask<TOut>> function, IEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(new AsyncFunction<TIn, TOut>(Present(function)), FunctionForm.Async), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IEnumerable{TIn})"/>
    /// <param name="function">The captured variables are its state: each worker gets its own copy of them.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow. Arrays and lists are used in place.</param>
    public MapQuery<TIn, TOut> Map<TIn, TOut>(Func<TIn, Task<TOut>> function, IEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(new TaskFunction<TIn, TOut>(Present(function)), FunctionForm.Async), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IEnumerable{TIn})"/>
    /// <param name="function">The captured variables are its state: each worker gets its own copy of them.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow. Arrays and lists are used in place.</param>
    [OverloadResolutionPriority(-1)]
    public MapQuery<TIn, TOut> Map<TIn, TOut>(Func<TIn, CancellationToken, Task<TOut>> function, IEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(new CancellableTaskFunction<TIn, TOut>(Present(function)), FunctionForm.Async), Source<TIn>.Of(items));

    /// <inheritdoc cref="Map{TIn,TOut}(IMapFunction{TIn,TOut}, IEnumerable{TIn})"/>
    /// <param name="function">The captured variables are its state: each worker gets its own copy of them.</param>
    /// <param name="items">Read lazily, once, only as fast as workers and consumer allow. Arrays and lists are used in place.</param>
    [OverloadResolutionPriority(-2)]
    public MapQuery<TIn, TOut> Map<TIn, TOut>(Func<TIn, MapContext, TOut> function, IEnumerable<TIn> items) =>
        Query(new CallerFunction<TIn, TOut>(new ContextFunction<TIn, TOut>(Present(function)), FunctionForm.Item), Source<TIn>.Of(items));

    /// <summary>Describes a map of a delegate of two arguments over pairs: starmap. Stops at the shorter sequence.</summary>
    /// <param name="function">The captured variables are its state: each worker gets its own copy of them.</param>
    /// <param name="first">The first arguments.</param>
    /// <param name="second">The second arguments.</param>
    /// <typeparam name="T1">The type of a first argument.</typeparam>
    /// <typeparam name="T2">The type of a second argument.</typeparam>
    /// <typeparam name="TOut">The type of a result.</typeparam>
    /// <returns>A query that runs once.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The results would be tasks, which nobody awaits.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public MapQuery<(T1, T2), TOut> Map<T1, T2, TOut>(Func<T1, T2, TOut> function, IEnumerable<T1> first, IEnumerable<T2> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Query(new CallerFunction<(T1, T2), TOut>(new PairFunction<T1, T2, TOut>(Present(function)), FunctionForm.Item), Source<(T1, T2)>.Of(first.Zip(second)));
    }

    private static T Present<T>(T? function, [CallerArgumentExpression(nameof(function))] string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(function, name);
        return function;
    }

    private MapQuery<TIn, TOut> Query<TIn, TOut>(CallerFunction<TIn, TOut> function, Source<TIn> items)
    {
        CheckAlive();
        if (IsTask(typeof(TOut)))
            throw new ArgumentException(
                $"A result would be a {TypeName.Of(typeof(TOut))} that nobody awaits, and what it throws would be lost. Write async x => {{ …; return value; }}, a ValueTask as async (x, cancellationToken) => …, or an IAsyncMapFunction.",
                nameof(function));
        return new MapQuery<TIn, TOut>(this, function, items, MapOptions.Default);
    }

    private static bool IsTask(Type type) =>
        type.IsAssignableTo(typeof(Task)) || type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
