namespace ActorMap.Functions;

/// <summary>Which of the function interfaces the caller chose: an object may implement several.</summary>
internal enum FunctionForm
{
    /// <summary><see cref="IMapFunction{TIn,TOut}"/>.</summary>
    Item,

    /// <summary><see cref="IAsyncMapFunction{TIn,TOut}"/>.</summary>
    Async,

    /// <summary><see cref="IBatchMapFunction{TIn,TOut}"/>.</summary>
    Batch,
}
