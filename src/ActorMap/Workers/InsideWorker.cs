namespace ActorMap.Workers;

/// <summary>
/// Whether the code that runs was called by a worker. A map that is started there must not wait for the pool's workers, which may all be waiting for
/// such maps: it gets a worker of its own.
/// </summary>
internal static class InsideWorker
{
    private static readonly AsyncLocal<bool> Inside = new();

    public static bool Is => Inside.Value;

    /// <summary>Begins a turn of a worker: marked, and with nothing in its context that an earlier turn left there, such as a culture, an <see cref="AsyncLocal{T}"/> or a synchronization context of a function's.</summary>
    /// <param name="context">The worker's own; null before its first turn, which finds a new thread's.</param>
    public static void Enter(ref ExecutionContext? context)
    {
        if (context is null)
        {
            Inside.Value = true;
            context = ExecutionContext.Capture();
        }
        else if (!ReferenceEquals(ExecutionContext.Capture(), context))
        {
            ExecutionContext.Restore(context);
        }

        // Whoever pumps it may be gone: what blocks for something asynchronous would wait for ever.
        if (SynchronizationContext.Current is not null) SynchronizationContext.SetSynchronizationContext(null);
    }

    /// <summary>At the end of a job: the thread is as it was made, whatever the function did to it. One in the foreground would keep a program alive.</summary>
    public static void Leave()
    {
        var thread = Thread.CurrentThread;
        if (!thread.IsBackground) thread.IsBackground = true;
        if (thread.Priority != ThreadPriority.Normal) thread.Priority = ThreadPriority.Normal;
    }
}
