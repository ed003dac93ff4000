namespace ActorMap;

/// <summary>What a function may know about the item that it is called with.</summary>
/// <remarks>The default value is index 0, attempt 1, worker <c>0@none</c>, never cancelled: enough to call a function in a test of its own.</remarks>
public readonly struct MapContext
{
    private readonly CallScope? _scope;

    internal MapContext(CallScope scope, long index)
    {
        _scope = scope;
        Index = index;
    }

    /// <summary>The item's position in the input, from 0. For a batch: of its first item.</summary>
    public long Index { get; }

    /// <summary>Which try this is: 1 on the first, up to <c>MapOptions.Retries</c> + 1.</summary>
    public int Attempt => Scope.Attempt;

    /// <summary>The worker that runs the item.</summary>
    public WorkerInfo Worker => Scope.Worker;

    /// <summary>Cancelled when the map is cancelled or the item's time (<c>MapOptions.ItemTimeout</c>) is up.</summary>
    public CancellationToken CancellationToken => Scope.CancellationToken;

    private CallScope Scope => _scope ?? CallScope.Outside;

    /// <summary>A random generator of this item's own.</summary>
    /// <returns>
    /// A new generator seeded by (<c>MapOptions.Seed</c>, <see cref="Index"/>): the same sequence for an item whatever the
    /// chunking, the worker, the retry or the version of .NET, and at each call.
    /// </returns>
    public Random CreateRandom() => new ItemRandom(Scope.Seed, Index);
}
