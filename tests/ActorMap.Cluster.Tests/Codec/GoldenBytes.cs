using System.Buffers;
using ActorMap.Codec;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

/// <summary>The bytes of today: nodes of the same release must agree on them, and a change is a new version of the protocol.</summary>
public sealed class GoldenBytes
{
    [Fact]
    public void Of_raw_items()
    {
        Is("01000000FEFFFFFF", Sent.Bytes(1, -2));
        Is("0100000002000000", Sent.Bytes((1, 2)));
        Is("01000000000000F83F0300", Sent.Bytes(((byte)1, 1.5, (short)3)));
        Is("010000000000", Sent.Bytes<(bool, int?)>((true, null)));
    }

    [Fact]
    public void Of_texts_and_arrays()
    {
        Is("03610001" + "0600D8", Sent.Bytes("a", null, "", "\uD800"));
        Is("00010301000200", Sent.Bytes<short[]?>(null, [], [1, 2]));
        Is("92" + "0005" + "96" + "0202" + "01020304", [.. Sent.Bytes(new int[0, 5], new[,] { { 1, 2 }, { 3, 4 } }).AsSpan(4)]);
    }

    [Fact]
    public void Of_a_state_of_an_array()
    {
        // Magic; an assembly of the framework; int and int[]; a mark; one object: int[] of two; its content.
        var bytes = StateWriter.Write(new[] { 1, 2 }).Bytes.ToArray();
        Is("414D5331" + "01" + "2C" + Convert.ToHexString("System.Private.CoreLib"u8) + "00" + "02" + "00" + "00" + "18" + Convert.ToHexString("System.Int32"u8) + "0200"
            + "0101C5BBF28808" + "01" + "02" + "0102" + "0100000002000000", bytes);
        Assert.Equal([1, 2], (int[])StateReader.Read(bytes, Carried.Here));
    }

    [Fact]
    public void Of_plain_states()
    {
        Is("00", Plain(null));
        Is("0607000000", Plain(7));
        Is("120361", Plain("a"));
        Is("14030102", Plain(new byte[] { 1, 2 }));
        Assert.Equal("a", PlainState.Read(new ReadOnlySequence<byte>(Plain("a"))));
        Assert.Throws<PayloadException>(() => Plain(new Version(1, 2)));
        var to = new ArrayBufferWriter<byte>();
        PlainState.Write<(int, string)>((1, "x"), to);
        Assert.Equal((1, "x"), PlainState.Read<(int, string)>(new ReadOnlySequence<byte>(to.WrittenMemory)));
        Assert.Throws<WireException>(() => PlainState.Read(new ReadOnlySequence<byte>(to.WrittenMemory)));
    }

    private static byte[] Plain(object? state)
    {
        var to = new ArrayBufferWriter<byte>();
        PlainState.Write(state, to);
        return to.WrittenSpan.ToArray();
    }

    private static void Is(string expected, byte[] bytes) => Assert.Equal(expected, Convert.ToHexString(bytes));
}
