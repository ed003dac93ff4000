using Akka.Configuration;

namespace ActorMap;

/// <summary>How worker processes are started on this machine.</summary>
public sealed record ProcessOptions
{
    /// <summary>How many processes.</summary>
    /// <value>Default: one a core. At least 1.</value>
    public int Processes { get; init; } = Environment.ProcessorCount;

    /// <summary>How many workers in each process, each with a thread of its own.</summary>
    /// <value>Default 1. At least 1.</value>
    public int WorkersPerProcess { get; init; } = 1;

    /// <summary>The functions that <see cref="MapFunction.Named{TIn,TOut}(string, object?)"/> finds in this pool.</summary>
    /// <value>Default: none.</value>
    public FunctionRegistry Functions { get; init; } = new();

    /// <summary>How long a process may take to be ready; also how long a map that has lost its last process waits for another.</summary>
    /// <value>Default 30 s.</value>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>HOCON that goes before the defaults of <c>reference.conf</c>.</summary>
    /// <value>Default null: none.</value>
    public Config? Config { get; init; }

    /// <summary>The clock behind deadlines, delays and progress.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
