namespace ActorMap.Messages;

/// <summary>
/// Large bytes move between a link and a node, in either direction, at the pace of the one that wants them: over HTTP, from wherever <see cref="BlobIsAt"/> says, or
/// in parts by messages.
/// </summary>
internal interface IMoving
{
    Guid Session { get; }

    BlobId Blob { get; }
}

/// <summary>Who wants a blob asks for its next part.</summary>
internal sealed record WantPart(Guid Session, BlobId Blob, long Offset, int Length) : IMoving;

/// <summary>Who has it sends the part.</summary>
internal sealed record PartMoved(Guid Session, BlobId Blob, long Offset, ReadOnlyMemory<byte> Bytes) : IMoving;

/// <summary>Who should have it does not, any more.</summary>
internal sealed record NoSuchBlob(Guid Session, BlobId Blob) : IMoving;

/// <summary>Who wants a blob asks where it is, and says so each second while it waits or fetches. Answered with <see cref="BlobIsAt"/> or <see cref="NoSuchBlob"/>.</summary>
/// <param name="Session">The session.</param>
/// <param name="Blob">What is wanted.</param>
/// <param name="IsShared">Whether other nodes want it, too: a function's state, its code.</param>
/// <param name="Failed">The address where it was not to be had just now; null where none was tried.</param>
internal sealed record WantBlob(Guid Session, BlobId Blob, bool IsShared, string? Failed) : IMoving;

/// <summary>Who has it says where it is.</summary>
/// <param name="Session">The session.</param>
/// <param name="Blob">What is wanted.</param>
/// <param name="Way">How it is to be had.</param>
/// <param name="Address">The member that serves it over HTTP, <c>host:port</c>; null by another way.</param>
internal sealed record BlobIsAt(Guid Session, BlobId Blob, BlobWay Way, string? Address) : IMoving;

/// <summary>How a blob is to be had.</summary>
internal enum BlobWay
{
    /// <summary>Part by part, from the one who says so.</summary>
    ByMessages = 1,

    /// <summary>Over HTTP, from the address.</summary>
    OverHttp = 2,

    /// <summary>Those who have it serve others just now: one is told when it is one's turn.</summary>
    Later = 3,
}

/// <summary>Who wanted a blob takes it from nobody any more.</summary>
/// <param name="Session">The session.</param>
/// <param name="Blob">What was wanted.</param>
/// <param name="Address">Where others may fetch it now, <c>host:port</c>; null where they can't.</param>
internal sealed record BlobHeld(Guid Session, BlobId Blob, string? Address) : IMoving;
