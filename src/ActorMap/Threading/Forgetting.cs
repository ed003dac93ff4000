namespace ActorMap.Threading;

/// <summary>Of tasks that end when nobody waits for them any more.</summary>
internal static class Forgetting
{
    /// <summary>Where nobody is left to hear how it ends, what it throws is dropped, rather than told to the program as an exception that nobody looked at.</summary>
    public static void Forget(this Task task)
    {
        if (task.IsCompletedSuccessfully) return;
        task.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
