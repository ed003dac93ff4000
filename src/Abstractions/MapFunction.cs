using System.Runtime.CompilerServices;

namespace ActorMap;

/// <summary>
/// Describes functions whose state each worker builds for itself (<c>PerWorker</c>), is given apart (<c>WithState</c>), or that
/// the nodes have by name (<c>Named</c>).
/// </summary>
/// <remarks>
/// Type the parameters of a body (<c>(Model m, string line) => …</c>): C# can't infer an item's type from a lambda alone.
/// The delegates themselves are captured and copied as every function is. A state that is <see cref="IDisposable"/> or
/// <see cref="IAsyncDisposable"/> is disposed once in its worker at the end, on every path.
/// </remarks>
public static class MapFunction
{
    /// <summary>Each worker builds its own state (a model, a handle, a connection) before its first item.</summary>
    /// <param name="create">Builds a worker's state; called at most once a worker. What it throws fails the map, once, wrapped in an <c>ActorMapException</c> that names the worker.</param>
    /// <param name="body">The call, given the worker's state and an item.</param>
    /// <typeparam name="TState">The type of a worker's state; it need not be copyable.</typeparam>
    /// <typeparam name="TIn">The type of an item.</typeparam>
    /// <typeparam name="TOut">The type of a result.</typeparam>
    /// <returns>The description, for <c>MapPool.Map</c>.</returns>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    public static MapFunction<TIn, TOut> PerWorker<TState, TIn, TOut>(Func<WorkerInfo, TState> create, Func<TState, TIn, TOut> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Held<TIn, TOut>(new PerWorkerFunction<TState, TIn, TOut>(Synchronous(create), body, null));
    }

    /// <inheritdoc cref="PerWorker{TState,TIn,TOut}(Func{WorkerInfo,TState},Func{TState,TIn,TOut})"/>
    public static MapFunction<TIn, TOut> PerWorker<TState, TIn, TOut>(
        Func<WorkerInfo, CancellationToken, ValueTask<TState>> create, Func<TState, TIn, TOut> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Held<TIn, TOut>(new PerWorkerFunction<TState, TIn, TOut>(Asynchronous(create), body, null));
    }

    /// <inheritdoc cref="PerWorker{TState,TIn,TOut}(Func{WorkerInfo,TState},Func{TState,TIn,TOut})"/>
    public static MapFunction<TIn, TOut> PerWorker<TState, TIn, TOut>(
        Func<WorkerInfo, CancellationToken, ValueTask<TState>> create, Func<TState, TIn, CancellationToken, ValueTask<TOut>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Held<TIn, TOut>(new PerWorkerAsyncFunction<TState, TIn, TOut>(Asynchronous(create), body, null));
    }

    /// <inheritdoc cref="PerWorker{TState,TIn,TOut}(Func{WorkerInfo,TState},Func{TState,TIn,TOut})"/>
    public static MapFunction<TIn, TOut> PerWorker<TState, TIn, TOut>(
        Func<WorkerInfo, TState> create, Func<TState, TIn, CancellationToken, ValueTask<TOut>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Held<TIn, TOut>(new PerWorkerAsyncFunction<TState, TIn, TOut>(Synchronous(create), body, null));
    }

    /// <inheritdoc cref="PerWorker{TState,TIn,TOut}(Func{WorkerInfo,TState},Func{TState,TIn,TOut})"/>
    public static MapFunction<TIn, TOut> PerWorker<TState, TIn, TOut>(Func<WorkerInfo, TState> create, Func<TState, TIn, MapContext, TOut> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Held<TIn, TOut>(new PerWorkerFunction<TState, TIn, TOut>(Synchronous(create), null, body));
    }

    /// <inheritdoc cref="PerWorker{TState,TIn,TOut}(Func{WorkerInfo,TState},Func{TState,TIn,TOut})"/>
    public static MapFunction<TIn, TOut> PerWorker<TState, TIn, TOut>(
        Func<WorkerInfo, CancellationToken, ValueTask<TState>> create, Func<TState, TIn, MapContext, TOut> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Held<TIn, TOut>(new PerWorkerFunction<TState, TIn, TOut>(Asynchronous(create), null, body));
    }

    /// <inheritdoc cref="PerWorker{TState,TIn,TOut}(Func{WorkerInfo,TState},Func{TState,TIn,TOut})"/>
    [OverloadResolutionPriority(1)]
    public static MapFunction<TIn, TOut> PerWorker<TState, TIn, TOut>(
        Func<WorkerInfo, TState> create, Func<TState, TIn, MapContext, ValueTask<TOut>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Held<TIn, TOut>(new PerWorkerAsyncFunction<TState, TIn, TOut>(Synchronous(create), null, body));
    }

    /// <inheritdoc cref="PerWorker{TState,TIn,TOut}(Func{WorkerInfo,TState},Func{TState,TIn,TOut})"/>
    [OverloadResolutionPriority(1)]
    public static MapFunction<TIn, TOut> PerWorker<TState, TIn, TOut>(
        Func<WorkerInfo, CancellationToken, ValueTask<TState>> create, Func<TState, TIn, MapContext, ValueTask<TOut>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Held<TIn, TOut>(new PerWorkerAsyncFunction<TState, TIn, TOut>(Asynchronous(create), null, body));
    }

    /// <summary>A body and the constant state that it works on; the state is copied to each worker.</summary>
    /// <param name="state">The constant state; captured when the map starts.</param>
    /// <param name="body">The call, given the worker's copy of the state and an item.</param>
    /// <typeparam name="TState">The type of the state; it must be copyable.</typeparam>
    /// <typeparam name="TIn">The type of an item.</typeparam>
    /// <typeparam name="TOut">The type of a result.</typeparam>
    /// <returns>The description, for <c>MapPool.Map</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static MapFunction<TIn, TOut> WithState<TState, TIn, TOut>(TState state, Func<TState, TIn, TOut> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Held<TIn, TOut>(new WithStateFunction<TState, TIn, TOut>(state, body));
    }

    /// <summary>A function that the nodes have, registered under a name: no code travels.</summary>
    /// <param name="name">The name that it is registered under.</param>
    /// <param name="state">Its constant state, handed to the registered factory; null for none.</param>
    /// <typeparam name="TIn">The type of an item.</typeparam>
    /// <typeparam name="TOut">The type of a result.</typeparam>
    /// <returns>The description, for <c>MapPool.Map</c>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or blank.</exception>
    public static MapFunction<TIn, TOut> Named<TIn, TOut>(string name, object? state = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new NamedFunction<TIn, TOut>(name, state);
    }

    private static HeldFunction<TIn, TOut> Held<TIn, TOut>(object function) => new(function);

    private static StateFactory<TState> Synchronous<TState>(Func<WorkerInfo, TState> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return new StateFactory<TState>(create, null);
    }

    private static StateFactory<TState> Asynchronous<TState>(Func<WorkerInfo, CancellationToken, ValueTask<TState>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return new StateFactory<TState>(null, create);
    }
}
