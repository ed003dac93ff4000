namespace ActorMap.Messages;

/// <summary>Encoded items, results or state: in the message where they are small, else beside it, to be fetched by name.</summary>
/// <param name="Inline">The bytes; empty where they travel beside the message.</param>
/// <param name="Blob">The name of the bytes that travel beside the message; null where they are inline.</param>
internal readonly record struct Payload(ReadOnlyMemory<byte> Inline, BlobId? Blob)
{
    public static Payload None => default;

    public long Length => Blob?.Length ?? Inline.Length;
}
