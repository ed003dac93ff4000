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
    private readonly GzipData? _gzip;

    private UnpackedStream(string source, string format, Stream inner, GzipData? gzip) => (_source, _format, _inner, _gzip) = (source, format, inner, gzip);

    /// <summary>Members that follow each other are one stream. That the last is whole is checked by a switch of the runtime's, in the project file.</summary>
    internal static UnpackedStream Gzip(string source, Stream packed)
    {
        var data = new GzipData(packed);
        return new UnpackedStream(source, "gzip", new GZipStream(data, CompressionMode.Decompress), data);
    }

    /// <summary>Frames that follow each other are one stream.</summary>
    internal static UnpackedStream Zstd(string source, Stream packed) => new(source, "zstd", new DecompressionStream(packed, checkEndOfStream: true, leaveOpen: false), null);

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = _inner.Read(buffer);
            if (read > 0 || buffer.IsEmpty || _gzip is not { } gzip || !gzip.GoesOn()) return read;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or ZstdException)
        {
            throw CommandException.InputOutput($"{_source} is damaged or cut short, its {_format} data can't be unpacked any further: {error.Message}", error);
        }

        throw CommandException.InputOutput($"{_source} is damaged, or has something else behind its gzip data: it goes on with bytes that are none. To map what is before them: gzip -dc FILE | actormap map …");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }
}
