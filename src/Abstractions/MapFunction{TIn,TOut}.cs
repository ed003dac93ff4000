namespace ActorMap;

/// <summary>A function described rather than held; made by <see cref="MapFunction"/>.</summary>
/// <typeparam name="TIn">The type of an item.</typeparam>
/// <typeparam name="TOut">The type of a result.</typeparam>
public abstract class MapFunction<TIn, TOut>
{
    private protected MapFunction()
    {
    }
}

/// <summary>A description that is a function object: it is captured and copied like any other.</summary>
internal sealed class HeldFunction<TIn, TOut>(object function) : MapFunction<TIn, TOut>
{
    /// <summary>An <see cref="IMapFunction{TIn,TOut}"/> or an <see cref="IAsyncMapFunction{TIn,TOut}"/>.</summary>
    internal object Function { get; } = function;
}

/// <summary>A description that is a name: each node has the function, registered under it.</summary>
internal sealed class NamedFunction<TIn, TOut>(string name, object? state) : MapFunction<TIn, TOut>
{
    internal string Name { get; } = name;
    internal object? State { get; } = state;
}
