using ActorMap.Messages;

namespace ActorMap.Cluster.Blobs;

/// <summary>
/// What a member offers to others, by name: the messages <see cref="WantPart"/> and <see cref="PartMoved"/> carry it part by part, and a server of byte ranges over
/// HTTP reads from the same.
/// </summary>
internal interface IBlobPlane
{
    /// <summary>Offers bytes, held once more by whoever calls. They must not change from now on.</summary>
    /// <exception cref="BlobException">What is held leaves no room.</exception>
    BlobId Offer(ReadOnlyMemory<byte> content);

    /// <summary>As <see cref="Offer"/>, of bytes that have been found to be what the name says.</summary>
    BlobId Add(BlobId blob, ReadOnlyMemory<byte> content);

    /// <summary>Holds a blob that is there: it stays until it is released. False where it is not.</summary>
    bool TryHold(BlobId blob, out ReadOnlyMemory<byte> content);

    /// <summary>Lets go, once. Nobody's blob stays while there is room.</summary>
    void Release(BlobId blob);

    /// <summary>A part of a blob, not copied. False where the blob is not there, or has no such part.</summary>
    bool TryRead(BlobId blob, long offset, int length, out ReadOnlyMemory<byte> part);
}
