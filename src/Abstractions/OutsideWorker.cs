namespace ActorMap;

/// <summary>
/// Calls code of the user's without the worker's synchronization context: code that blocks until something asynchronous is done would wait for a message that the blocked worker never reads.
/// </summary>
internal static class OutsideWorker
{
    internal static T Call<T>(Func<T> code)
    {
        var own = SynchronizationContext.Current;
        if (own is null) return code();
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return code();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(own);
        }
    }

    internal static void Call(Action code) => Call(() =>
    {
        code();
        return true;
    });
}
