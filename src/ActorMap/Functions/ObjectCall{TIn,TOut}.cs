using System.Runtime.CompilerServices;

namespace ActorMap.Functions;

/// <summary>A function object is called with the item's context.</summary>
internal readonly struct ObjectCall<TIn, TOut>(IMapFunction<TIn, TOut> function) : ICall<TIn, TOut>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TOut Invoke(TIn item, CallScope scope, long index) => function.Invoke(item, new MapContext(scope, index));
}
