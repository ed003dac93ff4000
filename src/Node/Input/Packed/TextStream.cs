using System.Text;

namespace ActorMap.Node.Input.Packed;

/// <summary>An input as plain UTF-8, whatever it is packed in: gzip and zstd are known by their first bytes, UTF-16 by its mark.</summary>
internal static class TextStream
{
    internal static Stream Open(string source, Stream bytes)
    {
        var start = new PeekedStream(bytes);
        start = start.Start switch
        {
            StartOf.Gzip => new PeekedStream(UnpackedStream.Gzip(source, start)),
            StartOf.Zstd => new PeekedStream(UnpackedStream.Zstd(source, start)),
            _ => start,
        };
        return start.Start switch
        {
            StartOf.Utf8Mark => start.Skip(3),
            StartOf.Utf16 => Encoding.CreateTranscodingStream(start.Skip(2), Encoding.Unicode, Encoding.UTF8),
            StartOf.Utf16BigEndian => Encoding.CreateTranscodingStream(start.Skip(2), Encoding.BigEndianUnicode, Encoding.UTF8),
            _ => start,
        };
    }
}
