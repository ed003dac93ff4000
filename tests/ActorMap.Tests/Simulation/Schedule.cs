using ActorMap.Chunking;
using ActorMap.Functions;

namespace ActorMap.Tests.Simulation;

/// <summary>Which items take a hundred times as long as the others.</summary>
internal enum Skew
{
    None,
    OneInAHundred,
    TheLastHundredth,
    One,
}

/// <summary>How the source gives its items.</summary>
internal enum Flow
{
    AllAtOnce,
    Steady,
    Bursts,
}

/// <summary>All that a simulated job depends on; the seed decides the rest.</summary>
internal sealed record Schedule
{
    public required int Seed { get; init; }
    public int Items { get; init; } = 100;
    public int Workers { get; init; } = 4;
    public double ItemMicroseconds { get; init; } = 100;
    public Skew Skew { get; init; }
    public Flow Flow { get; init; }
    public double SourceMicroseconds { get; init; } = 1;
    public int? SourceFailsAt { get; init; }
    public Delivery Delivery { get; init; }
    public double ConsumerMicroseconds { get; init; }
    public int? ChunkSize { get; init; }
    public int? MaxInFlight { get; init; }
    public long BytesPerItem { get; init; } = 8;
    public double Failing { get; init; }
    public int Retries { get; init; }
    public RetryDelay RetryDelay { get; init; } = RetryDelay.None;
    public bool RetryWhen { get; init; }
    public Halt? Halt { get; init; }
    public int Deaths { get; init; }
    public double DelayMicroseconds { get; init; } = 1;
    public double Duplicates { get; init; }
    public bool OtherJobs { get; init; }
    public bool Limited { get; init; }

    /// <summary>What runs last runs twice; and one item in thirty takes a worker, and no other, a hundred times as long.</summary>
    public bool Speculate { get; init; }

    /// <summary>Items in flight in a worker; 0 for a function that does not wait.</summary>
    public int Concurrency { get; init; }

    // What follows from the above is not printed.
    internal bool IsAsync => Concurrency > 0;

    internal bool TakesFailures => Delivery is Delivery.Settled or Delivery.AsCompleted;

    internal bool InOrder => Delivery != Delivery.AsCompleted;

    internal bool IsPaced => Delivery != Delivery.Array;

    internal bool IsInPlace => Delivery == Delivery.Array && Flow == Flow.AllAtOnce && !Speculate;

    internal bool IsBounded => !IsInPlace || MaxInFlight is not null;

    internal Halt HaltRule => Halt ?? (TakesFailures ? ActorMap.Halt.Never : ActorMap.Halt.OnFirstFailure);

    internal int? ExactChunk => ChunkSize is { } size ? Math.Min(size, MaxInFlight ?? size) : null;

    /// <summary>Twenty usual items: only the long ones take more.</summary>
    internal TimeSpan? ItemTimeout => Limited ? TimeSpan.FromMicroseconds(20 * ItemMicroseconds) : null;

    internal TimeSpan Grace => TimeSpan.FromMicroseconds(10 * ItemMicroseconds);

    /// <summary>As <see cref="Work{TIn,TOut}"/> has them.</summary>
    internal ChunkRules Rules => new()
    {
        Exact = ExactChunk,
        Longest = Math.Min(MaxInFlight ?? int.MaxValue, IsInPlace ? int.MaxValue : 1 << 16),
        First = IsInPlace && !IsAsync ? int.MaxValue : 1,
        Target = IsInPlace && !IsAsync ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromMilliseconds(2),
    };
}
