using System.Buffers.Binary;
using ActorMap.Cluster.Lines;
using Xunit;

namespace ActorMap.Cluster.Tests.Lines;

/// <summary>What comes in pieces is handed on in frames.</summary>
public sealed class CuttingFrames
{
    private const int Longest = 1 << 20;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4097)]
    [InlineData(int.MaxValue)]
    public void Frames_are_whole_however_small_or_large_the_pieces_are(int piece)
    {
        int[] lengths = [0, 1, 5, 70_000, 0, 300_000, 3, Longest];
        var frames = lengths.Select((length, i) => Enumerable.Repeat((byte)i, length).ToArray()).ToArray();
        var sent = frames.SelectMany(frame => LengthOf(frame.Length).Concat(frame)).ToArray();

        Assert.Equal(frames, Read(new FrameReader(Longest), sent, piece));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(Longest + 1)]
    public void A_length_that_no_frame_has_is_refused_before_it_is_waited_for(int length) =>
        Assert.Throws<InvalidDataException>(() => Read(new FrameReader(Longest), LengthOf(length), 4).ToArray());

    private static byte[] LengthOf(int length)
    {
        var bytes = new byte[FrameReader.Prefix];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes;
    }

    private static IEnumerable<byte[]> Read(FrameReader reader, byte[] sent, int piece)
    {
        for (var at = 0; at < sent.Length;)
        {
            var count = Math.Min(Math.Min(piece, reader.Room.Length), sent.Length - at);
            sent.AsSpan(at, count).CopyTo(reader.Room);
            reader.Add(count);
            at += count;
            while (reader.Next() is { } frame) yield return frame.ToArray();
        }
    }
}
