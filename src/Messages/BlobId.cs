using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ActorMap.Messages;

/// <summary>Names large bytes by their content: the SHA-256 of them, and how many they are.</summary>
internal readonly record struct BlobId(UInt128 High, UInt128 Low, long Length)
{
    public static BlobId Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return OfHash(hash, content.Length);
    }

    public static BlobId OfHash(ReadOnlySpan<byte> hash, long length) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]), length);

    public byte[] ToHash()
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt128BigEndian(hash, High);
        BinaryPrimitives.WriteUInt128BigEndian(hash.AsSpan(16), Low);
        return hash;
    }

    public override string ToString() => $"{High:x32}{Low:x32}";
}
