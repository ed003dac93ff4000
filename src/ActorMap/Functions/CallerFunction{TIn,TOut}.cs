namespace ActorMap.Functions;

/// <summary>The function as the caller gave it: an object that is not touched before it is captured.</summary>
/// <param name="Function">Implements the interface of the form.</param>
/// <param name="Form">Which interface is meant.</param>
internal sealed record CallerFunction<TIn, TOut>(object Function, FunctionForm Form)
{
    /// <summary>The function object behind a description.</summary>
    /// <exception cref="FunctionLoadException">No function is registered under the name.</exception>
    public static CallerFunction<TIn, TOut> Of(MapFunction<TIn, TOut> description, FunctionRegistry registry)
    {
        var function = description is NamedFunction<TIn, TOut> named ? registry.Resolve(named) : ((HeldFunction<TIn, TOut>)description).Function;
        return new CallerFunction<TIn, TOut>(function, function switch
        {
            IBatchMapFunction<TIn, TOut> => FunctionForm.Batch,
            IMapFunction<TIn, TOut> => FunctionForm.Item,
            _ => FunctionForm.Async,
        });
    }
}
