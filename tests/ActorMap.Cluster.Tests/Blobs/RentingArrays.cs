using System.Buffers;
using System.Runtime.InteropServices;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Cluster.Tests.Blobs;

/// <summary>Bytes that are in a message: where nobody has the message once it was told, they lie in an array that is used again, once, when the other side has them.</summary>
public sealed class RentingArrays
{
    // The pool gives each thread what it gave back last, of a size that nobody else here asks for.
    private const int Size = 40_000;
    private static readonly JobId Job = new(Guid.Empty, 1);

    [Fact]
    public void They_go_back_when_the_other_side_has_them()
    {
        var (mover, payload) = Packed(isSentAtOnce: true, Size);
        Assert.Equal(Content(Size), payload.Inline.ToArray());
        mover.Withdraw(Job, payload);
        Assert.Same(Array(payload), ArrayPool<byte>.Shared.Rent(Size));
    }

    [Fact]
    public void They_go_back_once()
    {
        var (mover, payload) = Packed(isSentAtOnce: true, Size);
        mover.Withdraw(Job, payload);
        mover.Withdraw(Job, payload);
        ArrayPool<byte>.Shared.Rent(Size);
        Assert.NotSame(Array(payload), ArrayPool<byte>.Shared.Rent(Size));
    }

    [Fact]
    public void Of_a_job_that_is_over_they_stay_with_whoever_has_them()
    {
        var (mover, payload) = Packed(isSentAtOnce: true, Size);
        mover.Withdraw(Job);
        mover.Withdraw(Job, payload);
        Assert.NotSame(Array(payload), ArrayPool<byte>.Shared.Rent(Size));
    }

    [Fact]
    public void Where_a_message_is_still_to_be_written_they_are_its_own()
    {
        var (mover, payload) = Packed(isSentAtOnce: false, Size);
        mover.Withdraw(Job, payload);
        Assert.NotSame(Array(payload), ArrayPool<byte>.Shared.Rent(Size));
    }

    [Fact]
    public void What_is_fetched_as_a_blob_is_nobodys_but_the_stores()
    {
        const int Large = WireLimits.Inline + 1;
        var store = new BlobStore(long.MaxValue);
        var (mover, payload) = Packed(isSentAtOnce: true, Large, store);
        Assert.True(store.TryHold(payload.Blob!.Value, out var held));
        mover.Withdraw(Job, payload);
        Assert.NotSame(MemoryMarshal.TryGetArray(held, out var array) ? array.Array : null, ArrayPool<byte>.Shared.Rent(Large));
        Assert.Equal(Content(Large), held.ToArray());
    }

    [Fact]
    public void Who_keeps_the_memory_that_it_writes_to_is_given_an_array_of_its_own()
    {
        using var writer = new PayloadWriter(null, rents: true);
        Content(Size).CopyTo(writer.GetSpan(Size));
        writer.Advance(Size);
        writer.GetMemory(1).Span[0] = 7;
        writer.Advance(1);

        var written = writer.Take(out var rented);

        Assert.Null(rented);
        Assert.Equal([.. Content(Size), 7], written.ToArray());
    }

    [Fact]
    public void A_writer_that_grows_or_is_left_gives_back_what_it_had()
    {
        const int Small = Size / 2;
        using (var writer = new PayloadWriter(null, rents: true))
        {
            Content(Small).CopyTo(writer.GetSpan(Small));
            writer.Advance(Small);
            var other = ArrayPool<byte>.Shared.Rent(Small);
            writer.GetSpan(Small);
            var left = ArrayPool<byte>.Shared.Rent(Small);
            Assert.NotSame(other, left);
            Assert.Equal(Content(Small), left[..Small]);
        }

        Assert.Equal(Content(Small), ArrayPool<byte>.Shared.Rent(Size)[..Small]);
    }

    private static (BlobMover Mover, Payload Payload) Packed(bool isSentAtOnce, int size, BlobStore? store = null)
    {
        var mover = new BlobMover(Guid.Empty, _ => { }, store ?? new BlobStore(long.MaxValue), new FakeTimeProvider(), isSentAtOnce: isSentAtOnce);
        using var writer = mover.Writer();
        Content(size).CopyTo(writer.GetSpan(size));
        writer.Advance(size);
        return (mover, mover.Pack(Job, writer));
    }

    private static byte[] Content(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)(i * 31 % 251))];

    private static byte[] Array(Payload payload) => MemoryMarshal.TryGetArray(payload.Inline, out var array) ? array.Array! : throw new InvalidOperationException("It lies in no array.");
}
