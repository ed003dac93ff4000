namespace ActorMap.Cluster.Processes;

/// <summary>With what a worker process ends, unless its node ends by itself.</summary>
internal static class WorkerExitCode
{
    /// <summary>It was told to stop, and did.</summary>
    public const int Stopped = 0;

    /// <summary>The node did not start, or did not stop cleanly.</summary>
    public const int Failed = 1;

    /// <summary>It was started by hand, without its arguments.</summary>
    public const int Misused = 2;

    /// <summary>It was told to stop, and was not done in time.</summary>
    public const int StoppedLate = 70;

    /// <summary>It makes way for a fresh one.</summary>
    public const int Recycled = 71;

    /// <summary>The process that started it is gone.</summary>
    public const int Orphaned = 76;
}
