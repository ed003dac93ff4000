namespace ActorMap.Messages;

/// <summary>Encoded items, results or state: in the message where they are small, else beside it.</summary>
/// <param name="Inline">The bytes; empty where they travel beside the message.</param>
/// <param name="Blob">The name of the bytes, by which they are fetched; null where they are elsewhere.</param>
/// <param name="Place">Where the bytes lie in memory that both sides have; null where they are elsewhere.</param>
internal readonly record struct Payload(ReadOnlyMemory<byte> Inline, BlobId? Blob, MemoryPlace? Place = null)
{
    public static Payload None => default;

    /// <summary>Whether the bytes are in the message, all of them.</summary>
    public bool IsInline => Blob is null && Place is null;

    public long Length => Place?.Length ?? Blob?.Length ?? Inline.Length;
}
