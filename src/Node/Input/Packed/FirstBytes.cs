namespace ActorMap.Node.Input.Packed;

/// <summary>What a stream is, by how it starts.</summary>
internal enum StartOf
{
    Text,
    Utf8Mark,
    Utf16,
    Utf16BigEndian,
    Gzip,
    Zstd,
}

internal static class FirstBytes
{
    private static readonly (StartOf Kind, byte[] Bytes)[] Known =
    [
        (StartOf.Utf8Mark, [0xEF, 0xBB, 0xBF]),
        (StartOf.Utf16, [0xFF, 0xFE]),
        (StartOf.Utf16BigEndian, [0xFE, 0xFF]),
        (StartOf.Gzip, [0x1F, 0x8B, 0x08]),
        (StartOf.Zstd, [0x28, 0xB5, 0x2F, 0xFD]),

        // Frames that decoders skip: what compresses in parallel begins with one.
        .. Enumerable.Range(0x50, 16).Select(low => (StartOf.Zstd, (byte[])[(byte)low, 0x2A, 0x4D, 0x18])),
    ];

    /// <summary>Whether the bytes so far tell: a first record of one letter must not wait for a second one.</summary>
    internal static bool AreDecided(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty) return false;
        foreach (var (_, bytes) in Known)
        {
            if (start.Length < bytes.Length && bytes.AsSpan().StartsWith(start)) return false;
        }

        return true;
    }

    internal static StartOf Of(ReadOnlySpan<byte> start)
    {
        foreach (var (kind, bytes) in Known)
        {
            if (start.StartsWith(bytes)) return kind;
        }

        return StartOf.Text;
    }
}
