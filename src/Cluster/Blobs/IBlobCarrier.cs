using ActorMap.Messages;

namespace ActorMap.Cluster.Blobs;

/// <summary>Carries whole blobs between members beside the messages. Any thread may call.</summary>
internal interface IBlobCarrier : IAsyncDisposable
{
    /// <summary>From how many bytes on it is worth its while.</summary>
    long From { get; }

    /// <summary>Where others fetch this member's blobs, <c>host:port</c>: what serves them is started the first time. Null where it can't be.</summary>
    Task<string?> AddressAsync();

    /// <summary>Fetches all of a blob. Whatever goes wrong is in the answer.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<Carried> FetchAsync(BlobId blob, string address, CancellationToken cancellation);

    /// <summary>Says, once for each address, that blobs from there go by messages now, and why.</summary>
    void Forgo(string address, string why);
}
