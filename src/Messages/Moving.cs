namespace ActorMap.Messages;

/// <summary>Large bytes move in parts between a link and a node, in either direction, at the pace of the one that wants them.</summary>
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
