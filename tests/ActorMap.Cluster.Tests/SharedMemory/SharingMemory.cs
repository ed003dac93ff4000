using System.Buffers;
using System.Runtime.InteropServices;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Cluster.Tests.SharedMemory;

/// <summary>What one side leaves the other finds, as long as it is there, and never anything else.</summary>
public sealed class SharingMemory
{
    private const long Near = 1 << 20, Far = 20 << 20;

    private readonly MemoryArea _written = MemoryArea.TryCreate()!;

    private static byte[] Content(long length)
    {
        var content = new byte[length];
        new Random((int)length).NextBytes(content);
        return content;
    }

    private MemoryArea Opened() => MemoryArea.TryOpen(_written.Path, toWrite: false)!;

    private MemoryLease Leave(byte[] content)
    {
        var lease = _written.TryLease(content.Length)!;
        lease.Take(content.AsSpan(0, content.Length / 2));
        lease.Take(content.AsSpan(content.Length / 2));
        lease.Seal(content.Length);
        return lease;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Near)]
    [InlineData(Far)]
    public void What_is_left_is_read_whole_at_once_and_in_windows(long length)
    {
        var content = Content(length);
        using var lease = Leave(content);
        var read = Opened().TryRead(lease.Place)!.Memory;

        Assert.True(content.AsSpan().SequenceEqual(read.Span));
        Assert.True(content.AsSpan().SequenceEqual(BuffersExtensions.ToArray(MemoryView.Windows(read))));
        Assert.True(MemoryView.AreIntact(read));
        Assert.True(content.AsSpan().SequenceEqual(lease.ToArray()));
        Assert.Equal(length, _written.BytesWritten);
    }

    [Theory]
    [InlineData(Near)]
    [InlineData(Far)]
    public void What_was_given_back_is_not_found_and_who_had_found_it_sees_that_it_is_gone(long length)
    {
        var lease = Leave(Content(length));
        var opened = Opened();
        var found = opened.TryRead(lease.Place)!.Memory;
        lease.Dispose();
        lease.Dispose();

        Assert.False(MemoryView.AreIntact(found));
        Assert.Null(opened.TryRead(lease.Place));
        Assert.Equal(0, _written.BytesTaken);
        using var next = Leave(Content(length));
        Assert.Equal(lease.Place.Offset, next.Place.Offset);
        Assert.False(MemoryView.AreIntact(found));
        Assert.Null(opened.TryRead(lease.Place));
    }

    [Fact]
    public void A_place_that_is_none_is_not_read()
    {
        using var near = Leave(Content(100_000));
        using var far = Leave(Content(Far));
        var opened = Opened();
        MemoryPlace[] wrong =
        [
            .. ((MemoryPlace[])[near.Place, far.Place]).SelectMany(place => (MemoryPlace[])
            [
                place with { Offset = place.Offset + 1 }, place with { Offset = place.Offset + 4096 }, place with { Length = place.Length - 1 }, place with { Length = place.Length + 1 },
                place with { Length = 0 }, place with { Length = -1 }, place with { Length = long.MaxValue }, place with { Stamp = place.Stamp + 1 }, place with { Offset = -64 },
                place with { Offset = long.MaxValue }, place with { Offset = MemoryArea.Near - 64 },
            ]),
        ];
        Assert.All(wrong, place => Assert.Null(opened.TryRead(place)));
    }

    [Fact]
    public void What_has_been_let_go_of_is_not_read_again()
    {
        using var lease = Leave(Content(Far));
        var read = Opened().TryRead(lease.Place)!.Memory;
        MemoryView.LetGo(read);
        Assert.Throws<ObjectDisposedException>(() => read.Span.Length);
        MemoryView.LetGo(new byte[1]);
        Assert.True(MemoryView.AreIntact(new byte[1]));
    }

    [Fact]
    public void The_area_can_not_be_made_shorter_under_who_reads_it()
    {
        using var file = File.OpenHandle(_written.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Assert.ThrowsAny<Exception>(() => RandomAccess.SetLength(file, 0));
        using var lease = Leave(Content(Near));
        Assert.NotNull(Opened().TryRead(lease.Place));
    }

    [Fact]
    public void There_is_no_area_where_none_is() => Assert.Null(MemoryArea.TryOpen("/proc/1/fd/no-such", toWrite: false));

    [Theory]
    [InlineData(10, false)]
    [InlineData(WireLimits.Inline, false)]
    [InlineData(WireLimits.Inline + 1, true)]
    [InlineData(Near, true)]
    [InlineData(Far, true)]
    public void A_payload_goes_in_its_message_or_lies_in_the_memory(long length, bool isBeside)
    {
        var (content, job, store) = (Content(length), new JobId(Guid.Empty, 1), new BlobStore(long.MaxValue));
        var mover = new BlobMover(Guid.Empty, _ => { }, store, new FakeTimeProvider(), new MemoryPair(_written, Opened()));
        using var writer = mover.Writer();
        for (var done = 0; done < content.Length;)
        {
            var piece = content.AsSpan(done, Math.Min(10_000, content.Length - done));
            piece.CopyTo(writer.GetSpan(piece.Length));
            writer.Advance(piece.Length);
            done += piece.Length;
        }

        var payload = mover.Pack(job, writer);
        Assert.Equal((isBeside, length, 0L), (payload.Place is not null, payload.Length, store.Bytes));
        byte[]? came = null;
        mover.Open(payload, bytes => came = bytes.ToArray(), error => throw error);
        Assert.True(content.AsSpan().SequenceEqual(came));
        mover.Withdraw(job, payload);
        Assert.Equal(0, _written.BytesTaken);
        if (!isBeside) return;
        Exception? failure = null;
        mover.Open(payload, _ => { }, error => failure = error);
        Assert.IsType<BlobException>(failure);
    }

    [Fact]
    public void Who_keeps_the_memory_that_it_writes_to_is_given_an_array()
    {
        using var writer = new PayloadWriter(_written);
        writer.GetSpan(200_000)[0] = 7;
        writer.Advance(200_000);
        var kept = writer.GetMemory(10);
        Assert.True(MemoryMarshal.TryGetArray<byte>(kept, out _));
        var written = writer.Take(out var rented);
        Assert.Equal((0L, 200_000, (byte)7), (_written.BytesTaken, written.Length, written.Span[0]));
        Assert.Null(rented);
    }

    [Fact]
    public void Where_there_is_no_memory_in_common_a_place_is_nowhere()
    {
        Exception? failure = null;
        var mover = new BlobMover(Guid.Empty, _ => { }, new BlobStore(long.MaxValue), new FakeTimeProvider());
        mover.Open(new Payload(default, null, new MemoryPlace(0, 10, 1)), _ => { }, error => failure = error);
        Assert.IsType<BlobException>(failure);
    }
}
