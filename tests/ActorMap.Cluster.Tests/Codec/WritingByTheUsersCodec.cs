using System.Buffers;
using System.Text;
using ActorMap.Codec;
using Xunit;

namespace ActorMap.Cluster.Tests.Codec;

/// <summary>Types with a codec of their own: each value is written into a buffer that the ones before it had.</summary>
public sealed class WritingByTheUsersCodec
{
    private const int Long = 5_000_000;

    [Fact]
    public void Short_and_long_values_in_turns_arrive_as_they_were()
    {
        int[] lengths = [0, 1, 3, 4_095, 4_096, 4_097, Long, 2, 1 << 20, 0, 70_000, 5];
        Text[] texts = [.. lengths.Select((length, i) => new Text(new string((char)('a' + i), length)))];

        Assert.Equal(texts, There(texts));
        Assert.Equal(texts, There(texts));
    }

    [Fact]
    public void A_codec_may_write_values_that_have_a_codec_themselves()
    {
        Pair[] pairs = [.. Enumerable.Range(0, 50).Select(i => new Pair(new Text(new string('l', i * i * 7)), new Text($"r{i}")))];

        Assert.Equal(pairs, There(pairs));
    }

    [Fact]
    public void A_value_that_can_t_be_written_leaves_nothing_to_those_after_it()
    {
        var codec = ItemCodec<Text>.Create();
        var bytes = new ArrayBufferWriter<byte>();
        Assert.Equal(1, codec.WriteSome([new Text("a"), new Text("!" + new string('x', 100))], bytes, 0, out var error));
        Assert.Contains("an exclamation", error!.Message, StringComparison.Ordinal);

        Text[] after = [new Text("b"), new Text("c")];
        Assert.Equal(after, There(after));
    }

    [Fact]
    public void Values_that_there_is_no_room_for_leave_nothing_and_are_told_and_the_first_may_have_room_alone()
    {
        var codec = ItemCodec<Text>.Create();
        var room = new Narrow(3_000_000);
        Text[] texts = [new Text(new string('a', 2 << 20)), new Text(new string('b', 2 << 20))];
        Assert.Equal(0, codec.WriteSome(texts, room, 5, out var error));
        Assert.Equal((0, 5L), (room.Bytes.WrittenCount, error!.Index));
        Assert.Contains("no room", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, codec.WriteSome(texts.AsSpan(0, 1), room, 5, out error));
        Assert.Null(error);
    }

    [Fact]
    public void A_codec_whose_exception_can_t_be_read_is_told_all_the_same()
    {
        Assert.Equal(1, ItemCodec<Text>.Create().WriteSome([new Text("a"), new Text("?")], new ArrayBufferWriter<byte>(), 0, out var error));
        Assert.Contains("BrokenException: (reading it threw InvalidOperationException)", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_after_the_first_take_no_buffer_of_their_own()
    {
        var codec = ItemCodec<Text>.Create();
        Text[] texts = [.. Enumerable.Range(0, 10_000).Select(i => new Text($"{i}"))];
        var bytes = new ArrayBufferWriter<byte>(1 << 20);
        codec.WriteSome(texts, bytes, 0, out _);
        bytes.ResetWrittenCount();
        var before = GC.GetAllocatedBytesForCurrentThread();
        codec.WriteSome(texts, bytes, 0, out _);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    private static T[] There<T>(T[] items)
    {
        var codec = ItemCodec<T>.Create();
        var bytes = new ArrayBufferWriter<byte>();
        codec.Write(items, bytes);
        var read = new T[items.Length];
        codec.Read(new ReadOnlySequence<byte>(bytes.WrittenMemory), read);
        return read;
    }

    [PayloadCodec(typeof(TextCodec))]
    private sealed record Text(string Value);

    [PayloadCodec(typeof(PairCodec))]
    private sealed record Pair(Text Left, Text Right);

    private sealed class TextCodec : IPayloadCodec<Text>
    {
        public void Write(Text value, IBufferWriter<byte> writer)
        {
            Encoding.UTF8.GetBytes(value.Value, writer);
            if (value.Value.StartsWith('!')) throw new FormatException("an exclamation");
            if (value.Value.StartsWith('?')) throw new BrokenException();
        }

        public Text Read(ReadOnlySequence<byte> bytes) => new(Encoding.UTF8.GetString(bytes));
    }

    private sealed class BrokenException : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");
    }

    /// <summary>Has room for so many bytes at once.</summary>
    private sealed class Narrow(int room) : IBufferWriter<byte>
    {
        public ArrayBufferWriter<byte> Bytes { get; } = new();

        public void Advance(int count) => Bytes.Advance(count);

        public Memory<byte> GetMemory(int sizeHint = 0) => Bytes.WrittenCount + sizeHint <= room ? Bytes.GetMemory(sizeHint) : throw new InvalidOperationException("no room");

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }

    private sealed class PairCodec : IPayloadCodec<Pair>
    {
        private readonly ItemCodec<Text> _codec = ItemCodec<Text>.Create();

        public void Write(Pair value, IBufferWriter<byte> writer) => _codec.Write([value.Left, value.Right], writer);

        public Pair Read(ReadOnlySequence<byte> bytes)
        {
            var read = new Text[2];
            _codec.Read(bytes, read);
            return new Pair(read[0], read[1]);
        }
    }
}
