namespace ActorMap.Functions;

/// <summary>A batch function called item by item: where each item's time is limited.</summary>
internal sealed class BatchOfOne<TIn, TOut>(IBatchMapFunction<TIn, TOut> function) : IMapFunction<TIn, TOut>
{
    private readonly TOut[] _result = new TOut[1];

    public TOut Invoke(TIn item, MapContext context)
    {
        function.Invoke(new ReadOnlySpan<TIn>(ref item), _result, context);
        return _result[0];
    }
}
