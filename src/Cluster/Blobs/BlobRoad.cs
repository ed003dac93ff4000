using ActorMap.Messages;

namespace ActorMap.Cluster.Blobs;

/// <summary>What a session needs to have blobs carried beside its messages.</summary>
/// <param name="Carrier">Carries them.</param>
/// <param name="Self">Tells the session's own actor.</param>
/// <param name="Spreads">At the side where state and code come from: which node takes them from which.</param>
internal sealed record BlobRoad(IBlobCarrier Carrier, Action<object> Self, BlobSpreads? Spreads = null);

/// <summary>A session to itself: what became of a blob that was fetched beside the messages.</summary>
/// <param name="Session">The session.</param>
/// <param name="Blob">The blob.</param>
/// <param name="Attempt">Which attempt that was.</param>
/// <param name="Carried">What came.</param>
/// <param name="Own">Where others may fetch it from this member; null where they can't, or need not.</param>
internal sealed record BlobCarried(Guid Session, BlobId Blob, CancellationTokenSource Attempt, Carried Carried, string? Own);
