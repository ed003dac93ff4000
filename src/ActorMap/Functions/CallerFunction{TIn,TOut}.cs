namespace ActorMap.Functions;

/// <summary>The function as the caller gave it: an object that is not touched before it is captured.</summary>
/// <param name="Function">Implements the interface of the form.</param>
/// <param name="Form">Which interface is meant.</param>
internal sealed record CallerFunction<TIn, TOut>(object Function, FunctionForm Form)
{
    /// <summary>The function object behind a description.</summary>
    /// <param name="description">The caller's description.</param>
    /// <param name="registry">The functions that are here by name; null where the nodes have them.</param>
    /// <exception cref="FunctionLoadException">No function is registered under the name.</exception>
    public static CallerFunction<TIn, TOut> Of(MapFunction<TIn, TOut> description, FunctionRegistry? registry)
    {
        if (description is NamedFunction<TIn, TOut> && registry is null) return new CallerFunction<TIn, TOut>(description, FunctionForm.Item);
        var function = description is NamedFunction<TIn, TOut> named ? registry!.Resolve(named) : ((HeldFunction<TIn, TOut>)description).Function;
        return new CallerFunction<TIn, TOut>(function, FormOf(function));
    }

    /// <summary>The interface by which a function object is called where the caller did not choose: the first that it implements of batch, item, asynchronous.</summary>
    public static FunctionForm FormOf(object function) => function switch
    {
        IBatchMapFunction<TIn, TOut> => FunctionForm.Batch,
        IMapFunction<TIn, TOut> => FunctionForm.Item,
        _ => FunctionForm.Async,
    };
}
