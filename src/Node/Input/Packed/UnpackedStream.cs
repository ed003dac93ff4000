using System.IO.Compression;
using ActorMap.Node.Shell;
using ZstdSharp;

namespace ActorMap.Node.Input.Packed;

/// <summary>What was compressed, as it was before; a stream that is damaged or cut short is told, not taken for its end.</summary>
internal sealed class UnpackedStream : ReadOnlyStream
{
    private readonly string _source;
    private readonly string _format;
    private readonly Stream _inner;

    private UnpackedStream(string source, string format, Stream inner) => (_source, _format, _inner) = (source, format, inner);

    /// <summary>Members that follow each other are one stream. That the last is whole is checked by a switch of the runtime's, in the project file.</summary>
    internal static UnpackedStream Gzip(string source, Stream packed) => new(source, "gzip", new GZipStream(packed, CompressionMode.Decompress));

    /// <summary>Frames that follow each other are one stream.</summary>
    internal static UnpackedStream Zstd(string source, Stream packed) => new(source, "zstd", new DecompressionStream(packed, checkEndOfStream: true, leaveOpen: false));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _inner.Read(buffer);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or ZstdException)
        {
            throw CommandException.InputOutput($"{_source} is damaged or cut short, its {_format} data can't be unpacked any further: {error.Message}", error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }
}
