namespace ActorMap.Benchmarks.Harness;

/// <summary>What one round of a peer measured.</summary>
/// <param name="Values">The figures; what they are is the work's.</param>
/// <param name="Checksum">Of the results; the same for all peers of a work that gives one. Null: the peer has looked at each result itself.</param>
internal sealed record Sample(double[] Values, long? Checksum = 0);

/// <summary>One way to do a work. It is named in the runner, and prepared and run in a process of its own.</summary>
internal class Peer(string name, Func<Task<Sample>> round)
{
    public static readonly TimeSpan UsualWarmUp = TimeSpan.FromSeconds(1);

    public string Name { get; } = name;

    /// <summary>What a reader must know of its figures.</summary>
    public string? Note { get; init; }

    /// <summary>Why it can't be run here; null where it can. Asked by the runner only.</summary>
    public Func<string?> Missing { get; init; } = () => null;

    /// <summary>How long it is run before anything counts; zero where the start itself is measured.</summary>
    public TimeSpan WarmUp { get; init; } = UsualWarmUp;

    /// <summary>And at least so many rounds.</summary>
    public int WarmUpRounds { get; init; } = 1;

    public Task<Sample> RoundAsync() => round();
}
