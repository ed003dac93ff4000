using System.Buffers;
using ActorMap.Codec;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

/// <summary>Takes items through the codec and back.</summary>
internal static class Sent
{
    internal static T[] Items<T>(params T[] items)
    {
        var back = new T[items.Length];
        ItemCodec<T>.Create().Read(Broken(Bytes(items)), back);
        return back;
    }

    internal static T Item<T>(T item) => Items(item)[0];

    internal static byte[] Bytes<T>(params T[] items)
    {
        var to = new ArrayBufferWriter<byte>();
        ItemCodec<T>.Create().Write(items, to);
        return to.WrittenSpan.ToArray();
    }

    internal static T[] Read<T>(byte[] bytes, int count)
    {
        var back = new T[count];
        ItemCodec<T>.Create().Read(new ReadOnlySequence<byte>(bytes), back);
        return back;
    }

    internal static PayloadException Refused<T>() => Assert.Throws<PayloadException>(() => ItemCodec<T>.Create());

    /// <summary>What comes over a network is in pieces, cut anywhere.</summary>
    internal static ReadOnlySequence<byte> Broken(byte[] bytes)
    {
        if (bytes.Length < 3) return new(bytes);
        var first = new Piece(bytes.AsMemory(0, bytes.Length / 3), 0);
        var second = first.Then(bytes.AsMemory(bytes.Length / 3, 1));
        var third = second.Then(bytes.AsMemory((bytes.Length / 3) + 1));
        return new ReadOnlySequence<byte>(first, 0, third, third.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        internal Piece(ReadOnlyMemory<byte> memory, long at) => (Memory, RunningIndex) = (memory, at);

        internal Piece Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
