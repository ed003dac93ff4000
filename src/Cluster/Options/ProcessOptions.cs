using Akka.Configuration;

namespace ActorMap;

/// <summary>How worker processes are started on this machine.</summary>
public sealed record ProcessOptions
{
    /// <summary>How many processes.</summary>
    /// <value>Default: one a core. At least 1, at most 32768. Where two had to be replaced within 30 s, one more is kept ready for the next place, until nobody needed it for 30 s.</value>
    public int Processes { get; init; } = Environment.ProcessorCount;

    /// <summary>How many workers in each process, each with a thread of its own.</summary>
    /// <value>Default 1. At least 1, at most 32768.</value>
    public int WorkersPerProcess { get; init; } = 1;

    /// <summary>After how many items a worker's process makes way for a fresh one: where a function leaks, or grows.</summary>
    /// <value>Default null: never. At least 1. A process with several workers makes way when it has run so many for each of them, together. Exact, unless <see cref="MapOptions.ChunkSize"/> asks for chunks that it does not divide into.</value>
    public int? ItemsPerWorker { get; init; }

    /// <summary>How many bytes of memory (its working set) a process may take.</summary>
    /// <value>
    /// Default null: as many as there are. More than an idle process takes, which is some 100 MB. A process past it takes no more items, and makes way for a fresh one when those have ended that it
    /// runs. An item that keeps it past the limit for a second, or takes half as much again, has its process ended; it runs once more, alone in a fresh process,
    /// and fails with <see cref="WorkerLostException"/> if it is past the limit there, too.
    /// </value>
    public long? MemoryLimit { get; init; }

    /// <summary>How long a process may say nothing before it is taken to hang as a whole: it is killed, and another takes its place.</summary>
    /// <value>
    /// Default 5 s. At least 4 s; <see cref="Timeout.InfiniteTimeSpan"/>: for ever. A process says something each second, whatever its functions do; what it holds runs elsewhere after 3.5 s, but for the items
    /// that its workers are in: those wait until it speaks again, or are suspects of its death as of any. Raise it where a debugger stops the processes, or collecting their garbage takes
    /// longer. Time in which this program itself stands still does not count.
    /// </value>
    public TimeSpan HangTimeout { get; init; } = TimeSpan.FromSeconds(5);

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
