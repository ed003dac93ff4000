using ActorMap.Functions;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>What befalls a node.</summary>
public enum Fate
{
    /// <summary>Its process ends, and the connection breaks.</summary>
    Dies,

    /// <summary>It ends and nobody says so, as when a machine loses its power.</summary>
    Vanishes,

    /// <summary>It is stopped for a while, and all that is sent waits.</summary>
    Hangs,

    /// <summary>For a while nothing passes between it and the pool.</summary>
    Parts,

    /// <summary>It leaves gracefully.</summary>
    Leaves,

    /// <summary>A node more.</summary>
    Joins,
}

/// <summary>Something that happens to a node.</summary>
/// <param name="Fate">What.</param>
/// <param name="Node">To which, counted round those that are there.</param>
/// <param name="At">When, in parts of the time that the work takes without it.</param>
/// <param name="Milliseconds">For how long, where it ends.</param>
internal readonly record struct Blow(Fate Fate, int Node, double At, int Milliseconds);

/// <summary>All that a simulated job over nodes depends on; the seed decides the rest.</summary>
internal sealed record ClusterSchedule
{
    public required int Seed { get; init; }
    public int Items { get; init; } = 100;
    public int Nodes { get; init; } = 3;
    public int Workers { get; init; } = 2;
    public double ItemMicroseconds { get; init; } = 1_000;
    public bool IsSkewed { get; init; }

    /// <summary>Items in flight in a worker; 0 for a function that does not wait.</summary>
    public int Concurrency { get; init; }
    public Delivery Delivery { get; init; }
    public int? ChunkSize { get; init; }
    public int? MaxInFlight { get; init; }
    public double ConsumerMicroseconds { get; init; }
    public double Failing { get; init; }
    public int Retries { get; init; }
    public int? HaltAfter { get; init; }
    public bool Speculate { get; init; }
    public double DelayMicroseconds { get; init; } = 200;
    public double Lost { get; init; }
    public double Doubled { get; init; }

    /// <summary>Whether messages overtake each other, as they do not on one connection.</summary>
    public bool IsShuffled { get; init; }
    public Blow[] Blows { get; init; } = [];

    // What follows from the above is not printed.
    internal bool IsAsync => Concurrency > 0;

    internal bool TakesFailures => Delivery is Delivery.Settled or Delivery.AsCompleted;

    internal MapOptions Options => new()
    {
        ChunkSize = ChunkSize, MaxInFlight = MaxInFlight, Concurrency = Math.Max(1, Concurrency), Retries = Retries, RetryDelay = RetryDelay.Constant(TimeSpan.FromMilliseconds(2)),
        Halt = HaltAfter is { } failures ? Halt.After(failures) : null, Seed = Seed, Speculate = Speculate,
    };

    /// <summary>About how long the work takes when nothing goes wrong.</summary>
    internal TimeSpan Ideal => TimeSpan.FromMicroseconds((Items * ItemMicroseconds * (IsSkewed ? 3 : 1) / (Nodes * Workers * Math.Max(1, Concurrency))) + (4 * DelayMicroseconds));

    /// <summary>Each time the same is said of an item: how long it takes, and how many of its tries fail.</summary>
    internal (TimeSpan Time, int Failures) Plan(long index)
    {
        var random = new ItemRandom(Seed, index);
        var time = ItemMicroseconds * (0.5 + random.NextDouble());
        if (IsSkewed && random.Next(50) == 0) time = Math.Min(100 * time, 200_000);
        return (TimeSpan.FromMicroseconds(time), random.NextDouble() < Failing ? random.Next(3) switch { 0 => 1, 1 => 2, _ => int.MaxValue } : 0);
    }

    internal static int ValueOf(int item) => (item * 31) + 7;

    public override string ToString() =>
        $"Seed {Seed}, {Items} items of {ItemMicroseconds:0} us{(IsSkewed ? ", skewed" : "")}, {Nodes} x {Workers} workers, concurrency {Concurrency}, {Delivery}, chunk {ChunkSize}, in flight {MaxInFlight}, "
        + $"consumer {ConsumerMicroseconds:0} us, failing {Failing:0.##}, retries {Retries}, halt {HaltAfter}, delay {DelayMicroseconds:0} us, lost {Lost:0.##}, doubled {Doubled:0.##}"
        + $"{(IsShuffled ? ", shuffled" : "")}{(Speculate ? ", speculating" : "")}, [{string.Join(", ", Blows.Select(blow => $"{blow.Fate} {blow.Node} at {blow.At:0.##} for {blow.Milliseconds} ms"))}]";
}
