using System.Runtime.CompilerServices;

namespace ActorMap.Functions;

/// <summary>A delegate that asks for nothing but the item is called itself: by way of its function object each item would cost two calls.</summary>
internal readonly struct DelegateCall<TIn, TOut>(Func<TIn, TOut> body) : ICall<TIn, TOut>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TOut Invoke(TIn item, CallScope scope, long index) => body(item);
}
