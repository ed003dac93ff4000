using ActorMap.Pool;
using Akka.Configuration;

namespace ActorMap;

/// <summary>How a pool is made.</summary>
public sealed record PoolOptions
{
    /// <summary>Threads that one process may have on common systems, and processes that a system may.</summary>
    internal const int MostWorkers = 1 << 15;

    /// <summary>How many workers, each with a thread of its own.</summary>
    /// <value>Default: one a core. At least 1, at most 32768.</value>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The pool's name: its actor system's, and its node's in errors and logs.</summary>
    /// <value>Default <c>actormap</c>. Letters, digits, <c>-</c> and <c>_</c>, a letter or digit first.</value>
    public string Name { get; init; } = "actormap";

    /// <summary>HOCON that goes before the defaults of <c>reference.conf</c>.</summary>
    /// <value>Default null: none.</value>
    public Config? Config { get; init; }

    /// <summary>The clock behind deadlines, delays, progress and the measuring of items.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The functions that <see cref="MapFunction.Named{TIn,TOut}(string, object?)"/> finds in this pool.</summary>
    /// <value>Default: none.</value>
    public FunctionRegistry Functions { get; init; } = new();

    internal void Check()
    {
        if (Workers is < 1 or > MostWorkers) throw new ArgumentOutOfRangeException(nameof(Workers), Workers, $"{nameof(PoolOptions)}.{nameof(Workers)} must be from 1 to {MostWorkers}: each has a thread of its own.");
        if (string.IsNullOrEmpty(Name) || !char.IsAsciiLetterOrDigit(Name[0]) || !Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ArgumentException($"{nameof(PoolOptions)}.{nameof(Name)} is '{Name}'; use letters, digits, '-' and '_', a letter or digit first.", nameof(Name));
        if (Time is null) throw new ArgumentNullException(nameof(Time), $"{nameof(PoolOptions)}.{nameof(Time)} is null; use TimeProvider.System.");
        if (Functions is null) throw new ArgumentNullException(nameof(Functions), $"{nameof(PoolOptions)}.{nameof(Functions)} is null; leave it out for none.");
        if (Config?.HasPath(Grace.Key) == true) Grace.Of(Config);
    }
}
