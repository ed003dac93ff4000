using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Cluster.Tests.Blobs;

/// <summary>A session is over while workers of it still have results to offer.</summary>
public sealed class OfferingToNobody
{
    private static readonly JobId Job = new(Guid.NewGuid(), 1);
    private static readonly byte[] Content = new byte[WireLimits.Inline + 1];

    [Fact]
    public void What_is_offered_after_the_end_of_its_session_is_held_by_nobody()
    {
        var store = new BlobStore(1_000_000, spare: 0);
        var mover = new BlobMover(Guid.NewGuid(), _ => { }, store, TimeProvider.System);
        mover.Offer(Job, Content);
        Assert.Equal(Content.Length, store.BytesHeld);
        mover.WithdrawAll();
        mover.Pack(Job, Content);
        var other = store.Offer(new byte[10]);
        Assert.True(mover.TryOffer(Job, other));
        store.Release(other);
        Assert.Equal(0, store.BytesHeld);
    }

    [Fact]
    public void What_is_left_in_shared_memory_after_the_end_of_its_session_takes_no_room()
    {
        var area = MemoryArea.TryCreate()!;
        var mover = new BlobMover(Guid.NewGuid(), _ => { }, new BlobStore(1_000_000), TimeProvider.System, new MemoryPair(area, area));
        mover.Pack(Job, Content);
        Assert.NotEqual(0, area.BytesTaken);
        mover.WithdrawAll();
        mover.Pack(Job, Content);
        Assert.Equal(0, area.BytesTaken);
    }
}
