using ActorMap.Cluster.Blobs;
using ActorMap.Messages;
using CsCheck;
using Xunit;

namespace ActorMap.Cluster.Tests.Blobs;

/// <summary>What is held stays; of the rest the store keeps what it has room for.</summary>
public sealed class StoringBlobs
{
    private static byte[] Content(int length, int number = 0)
    {
        var content = new byte[length];
        new Random(number).NextBytes(content);
        return content;
    }

    [Fact]
    public void What_is_offered_can_be_read_in_parts()
    {
        var (store, content) = (new BlobStore(1_000), Content(500));
        var blob = store.Offer(content);
        Assert.True(store.TryRead(blob, 100, 400, out var part));
        Assert.Equal(content[100..], part.ToArray());
        Assert.Equal((500, 400), (store.Bytes, store.BytesServed));
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(0, 501)]
    [InlineData(500, 1)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(0, -1)]
    [InlineData(0, int.MinValue)]
    public void A_part_that_is_none_is_not_read(long offset, int length)
    {
        var store = new BlobStore(1_000);
        Assert.False(store.TryRead(store.Offer(Content(500)), offset, length, out _));
    }

    [Fact]
    public void The_same_bytes_are_kept_once_and_held_as_often_as_offered()
    {
        var store = new BlobStore(1_000);
        var blob = store.Offer(Content(900));
        Assert.Equal(blob, store.Offer(Content(900)));
        Assert.Equal(900, store.Bytes);
        store.Release(blob);
        Assert.Throws<BlobException>(() => store.Offer(Content(200, 1)));
        store.Release(blob);
        store.Offer(Content(200, 1));
        Assert.False(store.TryRead(blob, 0, 1, out _));
    }

    [Fact]
    public void What_nobody_holds_stays_while_there_is_room_and_can_be_held_again()
    {
        var store = new BlobStore(1_000);
        var blob = store.Offer(Content(500));
        store.Release(blob);
        Assert.True(store.TryHold(blob, out var content));
        Assert.Equal(500, content.Length);
        Assert.Throws<BlobException>(() => store.Offer(Content(600, 1)));
        Assert.False(store.TryHold(BlobId.Of([1]), out _));
    }

    [Fact]
    public void The_longest_unheld_goes_first()
    {
        var store = new BlobStore(1_000);
        var blobs = Enumerable.Range(0, 4).Select(number => store.Offer(Content(250, number))).ToArray();
        foreach (var number in new[] { 2, 0, 3 })
            store.Release(blobs[number]);
        store.Offer(Content(300, 9));
        Assert.Equal([false, true, false, true], blobs.Select(blob => store.TryRead(blob, 0, 250, out _)));
    }

    [Fact]
    public void A_blob_is_not_released_more_often_than_held()
    {
        var store = new BlobStore(1_000);
        var blob = store.Offer(Content(10));
        store.Release(blob);
        Assert.Throws<BlobException>(() => store.Release(blob));
        Assert.Throws<BlobException>(() => store.Release(BlobId.Of([1])));
    }

    [Fact]
    public void Whatever_comes_the_store_is_never_over_its_limit_and_never_without_what_is_held() =>
        Gen.Select(Gen.Int[0, 9], Gen.Bool).Array[0, 60].Sample(
            steps =>
            {
                var store = new BlobStore(1_000);
                var held = new Dictionary<int, int>();
                foreach (var (number, isOffer) in steps)
                {
                    var content = Content(60 * (number + 1), number);
                    if (isOffer)
                    {
                        var needed = held.Keys.Where(other => other != number).Sum(other => 60 * (other + 1)) + content.Length;
                        if (needed <= 1_000)
                            store.Offer(content);
                        else
                            Assert.Throws<BlobException>(() => store.Offer(content));
                        if (needed <= 1_000)
                            held[number] = held.GetValueOrDefault(number) + 1;
                    }
                    else if (held.TryGetValue(number, out var times))
                    {
                        store.Release(BlobId.Of(content));
                        held[number] = times - 1;
                        if (times == 1)
                            held.Remove(number);
                    }

                    Assert.InRange(store.Bytes, 0, 1_000);
                    Assert.All(held.Keys, other => Assert.True(store.TryRead(BlobId.Of(Content(60 * (other + 1), other)), 0, 60, out _)));
                }
            },
            iter: 500,
            threads: 1,
            seed: "0000000000000001");
}
