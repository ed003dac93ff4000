using ActorMap.Codec;
using ActorMap.Pool;
using ActorMap.State;

namespace ActorMap;

/// <summary>Functions that a node has by name, so that a map of <see cref="MapFunction.Named{TIn,TOut}(string, object?)"/> sends no code.</summary>
/// <remarks>Fill it before the pool starts; it is not for changing while maps run.</remarks>
public sealed class FunctionRegistry
{
    // Stands between a function's name and the name of a form of it; no keyboard has it.
    private const char FormMark = '\u001f';

    private readonly Dictionary<string, RegisteredFunction> _functions = new(StringComparer.Ordinal);

    /// <summary>The registered names.</summary>
    public IReadOnlyCollection<string> Names => [.. _functions.Keys.Where(name => !name.Contains(FormMark, StringComparison.Ordinal))];

    /// <summary>Registers a function without state of the job's.</summary>
    /// <param name="name">The name that jobs use.</param>
    /// <param name="function">The function; a description or, by <see cref="MapFunction"/>, one with state of its own.</param>
    /// <typeparam name="TIn">The type of an item.</typeparam>
    /// <typeparam name="TOut">The type of a result.</typeparam>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentException">The name is blank or taken.</exception>
    public FunctionRegistry Add<TIn, TOut>(string name, MapFunction<TIn, TOut> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Register(name, new RegisteredFunction(typeof(TIn), typeof(TOut), null, state => Held<TIn, TOut>(state is null ? function : throw Stateless(name, state))));
    }

    /// <summary>Registers a function object that is made from the job's state.</summary>
    /// <param name="name">The name that jobs use.</param>
    /// <param name="create">Makes the function object; its argument is the state that the job gave, or null.</param>
    /// <typeparam name="TIn">The type of an item.</typeparam>
    /// <typeparam name="TOut">The type of a result.</typeparam>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentException">The name is blank or taken.</exception>
    public FunctionRegistry Add<TIn, TOut>(string name, Func<object?, IMapFunction<TIn, TOut>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Register(name, new RegisteredFunction(typeof(TIn), typeof(TOut), null, state => create(state) ?? throw Missing(name)));
    }

    /// <summary>Registers a function object that is made from the job's state, which has a type of its own: any that an item may have.</summary>
    /// <param name="name">The name that jobs use.</param>
    /// <param name="create">Makes the function object from the state that the job gave.</param>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TIn">The type of an item.</typeparam>
    /// <typeparam name="TOut">The type of a result.</typeparam>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentException">The name is blank or taken.</exception>
    public FunctionRegistry Add<TState, TIn, TOut>(string name, Func<TState, IMapFunction<TIn, TOut>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Register(name, new RegisteredFunction(typeof(TIn), typeof(TOut), typeof(TState), state => create(Typed<TState>(name, state)) ?? throw Missing(name)));
    }

    /// <summary>The name of a form of a function: the same function over other items, such as the tool's records. Forms are found, but not listed.</summary>
    internal static string FormOf(string name, string form) => $"{name}{FormMark}{form}";

    /// <summary>A name without the form that it may ask for.</summary>
    internal static string Plain(string name) => name.Split(FormMark)[0];

    internal FunctionRegistry Register(string name, RegisteredFunction function)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!_functions.TryAdd(name, function)) throw new ArgumentException($"A function is registered as '{Plain(name)}' already.", nameof(name));
        return this;
    }

    /// <summary>What is registered under a name; null where nothing is.</summary>
    internal RegisteredFunction? Find(string name) => _functions.GetValueOrDefault(name);

    /// <summary>The function object behind a name.</summary>
    internal object Resolve<TIn, TOut>(NamedFunction<TIn, TOut> named)
    {
        if (!_functions.TryGetValue(named.Name, out var registered))
        {
            var known = _functions.Count == 0 ? "none is registered" : "registered are " + string.Join(", ", Names.Order(StringComparer.Ordinal));
            throw new FunctionLoadException($"No function is registered as '{named.Name}': {known}. Add it to the {nameof(PoolOptions.Functions)} of the options that the pool is started with.");
        }

        var function = Held<TIn, TOut>(Made(named.Name, registered, named.State));
        return function is IMapFunction<TIn, TOut> or IAsyncMapFunction<TIn, TOut> or IBatchMapFunction<TIn, TOut>
            ? function
            : throw new FunctionLoadException(
                $"The function registered as '{named.Name}' does not map {Signature.Of(typeof(TIn))} to {Signature.Of(typeof(TOut))}: it maps {Signature.Of(registered.Item)} to {Signature.Of(registered.Result)}. Ask for the types that it was registered with.");
    }

    private static object Made(string name, RegisteredFunction registered, object? state)
    {
        try
        {
            return registered.Create(state);
        }
        catch (Exception error) when (error is not FunctionLoadException)
        {
            throw new FunctionLoadException($"The function registered as '{Plain(name)}' could not be made: {error.GetType().FullName}: {Failures.MessageOf(error)}. Look at what it was registered with, and at the state.", error);
        }
    }

    private static FunctionLoadException Missing(string name) => new($"The function registered as '{Plain(name)}' is null: what it was registered with made none.");

    private static FunctionLoadException Stateless(string name, object state) => new(
        $"The function registered as '{Plain(name)}' takes no state, and was given a {TypeName.Of(state.GetType())}. Leave out the state of {nameof(MapFunction)}.{nameof(MapFunction.Named)}, or register what makes the function from one.");

    private static TState Typed<TState>(string name, object? state) => state switch
    {
        TState typed => typed,
        null when default(TState) is null => default!,
        _ => throw new FunctionLoadException(
            $"The function registered as '{Plain(name)}' takes a state of {TypeName.Of(typeof(TState))}, and was given {(state is null ? "none" : $"a {TypeName.Of(state.GetType())}")}. Give {nameof(MapFunction)}.{nameof(MapFunction.Named)} a state of that type."),
    };

    private static object Held<TIn, TOut>(object function)
    {
        while (function is HeldFunction<TIn, TOut> held) function = held.Function;
        return function;
    }
}
