using System.IO.Compression;
using System.Text;
using ActorMap.Node.Input.Packed;
using ActorMap.Node.Shell;
using Xunit;

namespace ActorMap.Node.Tests.Units;

/// <summary>What follows a gzip member, in pieces of any length, as a pipe has them.</summary>
public sealed class GzipSpecs
{
    private static readonly byte[] One = Pack("hello\n"), Two = Pack("you\n");

    // As gzip writes it: the framework's own writer writes nothing.
    private static readonly byte[] Empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static TheoryData<int> Pieces => [1, 2, 3, 7, 8, 100_000];

    [Theory]
    [MemberData(nameof(Pieces))]
    public void Members_are_one_stream(int piece)
    {
        Assert.Equal("hello\n", Unpacked(One, piece));
        Assert.Equal("hello\nyou\n", Unpacked([.. One, .. Two], piece));
        Assert.Equal("hello\nyou\nhello\n", Unpacked([.. Empty, .. One, .. Empty, .. Two, .. One, .. Empty], piece));
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public void Zeros_behind_the_last_are_padding(int piece)
    {
        Assert.Equal("hello\nyou\n", Unpacked([.. One, .. Two, 0], piece));
        Assert.Equal("hello\n", Unpacked([.. One, .. new byte[10_000]], piece));
        Assert.Equal("", Unpacked([.. Empty, 0, 0, 0], piece));
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public void Anything_else_is_told(int piece)
    {
        byte[][] rests = ["trailing\n"u8.ToArray(), [1], [0, 0, 1], [.. new byte[9000], 7], [0x1F, 3, 3], [0x8B], [0, 0x1F], [0, .. Two], [9, 0, 0, 0]];
        foreach (var rest in rests) Assert.Equal(4, Assert.Throws<CommandException>(() => Unpacked([.. One, .. rest], piece)).ExitCode);
    }

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static string Unpacked(byte[] packed, int piece)
    {
        using var unpacked = UnpackedStream.Gzip("in", new Piecemeal(packed, piece));
        using var text = new MemoryStream();
        var buffer = new byte[4096];
        while (unpacked.Read(buffer) is > 0 and var read) text.Write(buffer, 0, read);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private sealed class Piecemeal(byte[] bytes, int piece) : ReadOnlyStream
    {
        private int _position;

        public override int Read(Span<byte> buffer)
        {
            var taken = bytes.AsSpan(_position, Math.Min(Math.Min(piece, buffer.Length), bytes.Length - _position));
            taken.CopyTo(buffer);
            _position += taken.Length;
            return taken.Length;
        }
    }
}
