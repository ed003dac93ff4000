namespace ActorMap.Cluster.Processes;

/// <summary>How to start one worker process.</summary>
/// <param name="Worker">What it is told.</param>
internal sealed record WorkerCommand(WorkerArguments Worker)
{
    /// <summary>The program and its arguments; null for the worker of this library, started as this program was.</summary>
    public IReadOnlyList<string>? CommandLine { get; init; }

    /// <summary>How many workers the process has.</summary>
    /// <value>1 by default.</value>
    public int Workers { get; init; } = 1;

    /// <summary>Where the lines go that the worker prints, each after its name.</summary>
    /// <value><see cref="Console.Error"/> by default. The writer is locked while a line is written.</value>
    public TextWriter Relay { get; init; } = Console.Error;

    /// <summary>How long the worker may take until its node is ready.</summary>
    /// <value>60 s by default: it takes about one, but many that start at once on a busy machine take many times that.</value>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
