namespace ActorMap.Functions;

/// <summary>How an item reaches the user's code. Its implementations are structs, so that the loop around the call is written once and compiled for each.</summary>
internal interface ICall<TIn, TOut>
{
    TOut Invoke(TIn item, CallScope scope, long index);
}
