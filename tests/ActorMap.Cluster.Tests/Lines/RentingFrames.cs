using System.Buffers;
using ActorMap.Chunks;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Tests.Links;
using ActorMap.Cluster.Wire;
using ActorMap.Codec;
using ActorMap.Messages;
using ActorMap.Tests.Shared;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Cluster.Tests.Lines;

/// <summary>What came over a line lies in an array that is used again, once it was read by who keeps nothing of it.</summary>
public sealed class RentingFrames() : TestKit(Patience.OfTestKit)
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 3000).Select(i => (byte)i)];

    [Fact]
    public void A_frame_is_a_copy_that_is_there_until_it_is_let_go()
    {
        var sent = (byte[])Bytes.Clone();
        var frame = RentedFrame.Copy(sent);
        sent.AsSpan().Clear();
        Assert.Equal(Bytes, frame.ToArray());
        Assert.Equal(Bytes[100..200], frame[100..200].ToArray());
        Assert.Equal(Bytes, new ReadOnlySequence<byte>(frame).ToArray());

        RentedFrame.LetGo(frame[100..200]);
        Assert.Throws<ObjectDisposedException>(() => frame.ToArray());
    }

    [Fact]
    public void An_array_is_given_back_once()
    {
        var frame = RentedFrame.Copy(Bytes);
        RentedFrame.LetGo(frame);
        var (first, second) = (RentedFrame.Copy(Bytes), RentedFrame.Copy(new byte[Bytes.Length]));
        RentedFrame.LetGo(frame);
        var third = RentedFrame.Copy(new byte[Bytes.Length]);

        Assert.Equal(Bytes, first.ToArray());
        Assert.Equal(new byte[Bytes.Length], second.ToArray());
        Assert.Equal(new byte[Bytes.Length], third.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RentedFrame.Shortest - 1)]
    [InlineData(RentedFrame.Longest + 1)]
    public void Frames_that_carry_no_items_or_are_kept_are_their_receivers(int length)
    {
        var frame = RentedFrame.Copy(new byte[length]);
        RentedFrame.LetGo(frame);
        Assert.Equal(length, frame.ToArray().Length);
    }

    [Fact]
    public void A_pinned_frame_can_be_read_where_it_lies()
    {
        var frame = RentedFrame.Copy(Bytes);
        using var pinned = frame[7..].Pin();
        unsafe
        {
            Assert.Equal(Bytes[7..], new ReadOnlySpan<byte>(pinned.Pointer, Bytes.Length - 7).ToArray());
        }
    }

    [Fact]
    public void Results_that_are_their_memory_let_the_frame_go()
    {
        var job = new LinkedJob(this, items: 1000, slots: 1);
        job.Accept(0, 1000);
        var range = job.Node.ExpectMsg<RunParcel>().Range;
        var done = job.Done(1, range);
        var frame = RentedFrame.Copy([.. Bytes[..1024], .. done.Results.Inline.Span]);
        job.Hear(done with { Results = new Payload(frame[1024..], null) });

        Assert.Equal(range, job.Aggregator.ExpectMsg<ChunkDone>().Range);
        Assert.Equal([.. Enumerable.Range((int)range.Start, (int)range.Length).Select(i => 2 * i)], job.Work.Array![(int)range.Start..(int)range.End]);
        Assert.Throws<ObjectDisposedException>(() => frame.ToArray());
    }

    [Fact]
    public void Results_that_a_codec_reads_may_keep_a_part_of_the_frame()
    {
        var codec = ItemCodec<string>.Create();
        Assert.False(codec.IsRaw);
        var written = new ArrayBufferWriter<byte>();
        codec.Write([new string('x', 2000)], written);
        var frame = RentedFrame.Copy(written.WrittenSpan);
        var cargo = new JobCargo<string, string>(codec, codec) { Function = "text", ItemType = "string", ResultType = "string", State = default };
        var chunk = new Chunk<string, string>(new IndexRange(0, 1), 1, false, default, new string[1]);

        Assert.Equal(1, cargo.Decode(chunk, 0, 1, frame, default, out var error));
        Assert.Null(error);
        Assert.Equal(new string('x', 2000), chunk.Results[0]);
        Assert.Equal(written.WrittenSpan, frame.Span);
    }
}
