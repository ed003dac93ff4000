namespace ActorMap;

/// <summary>What the calls of one run of items have in common. A context is this and an index: two registers.</summary>
internal sealed class CallScope(WorkerInfo worker, int attempt, int seed, CancellationToken cancellationToken)
{
    internal static CallScope Outside { get; } = new(new WorkerInfo(0, "none"), 1, 0, CancellationToken.None);

    internal WorkerInfo Worker { get; } = worker;
    internal int Attempt { get; } = attempt;
    internal int Seed { get; } = seed;
    internal CancellationToken CancellationToken { get; } = cancellationToken;

    internal CallScope With(CancellationToken token) => new(Worker, Attempt, Seed, token);
}
