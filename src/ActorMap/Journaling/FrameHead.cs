using System.Buffers.Binary;

namespace ActorMap.Journaling;

/// <summary>The start of a frame: how long its content is, and checksums of the content and of the head itself.</summary>
internal readonly record struct FrameHead(int Length, uint Content)
{
    public const int Size = 16;

    // "AMJF"
    public static ReadOnlySpan<byte> Mark => "AMJF"u8;

    public void Write(Span<byte> to)
    {
        Mark.CopyTo(to);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], Length);
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], Content);
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], Checksum.Of(to[..12]));
    }

    /// <summary>False where the bytes are no head.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, out FrameHead head)
    {
        head = default;
        if (from.Length < Size || !from.StartsWith(Mark) || BinaryPrimitives.ReadUInt32LittleEndian(from[12..]) != Checksum.Of(from[..12])) return false;
        head = new FrameHead(BinaryPrimitives.ReadInt32LittleEndian(from[4..]), BinaryPrimitives.ReadUInt32LittleEndian(from[8..]));
        return head.Length >= 0;
    }
}
