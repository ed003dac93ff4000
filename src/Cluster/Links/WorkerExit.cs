namespace ActorMap.Cluster.Links;

/// <summary>How a worker process ended.</summary>
/// <param name="Code">Its exit code; 128 and the signal where it was killed by one.</param>
/// <param name="Signal">The signal that killed it, where there are signals: 9 for a kill, also by a system that is out of memory.</param>
internal readonly record struct WorkerExit(int Code, int? Signal)
{
    // .NET has only the code; no worker ends with such a one by itself.
    public static WorkerExit Of(int code) => new(code, !OperatingSystem.IsWindows() && code is > 128 and <= 128 + 64 ? code - 128 : null);

    public override string ToString() => Signal is { } signal ? $"killed by signal {signal}" : $"exit code {Code}";
}
