using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Cluster.Tests.Blobs;

/// <summary>Parts get lost, come twice, in any order, broken: the blob is there in the end, or it is said why not, and it is never another.</summary>
public sealed class FetchingBlobs
{
    private const int Limit = 10_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly FakeTimeProvider _time = new();

    private static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    private static PartMoved Answer(WantPart want, byte[] content) =>
        new(want.Session, want.Blob, want.Offset, content.AsMemory((int)want.Offset, want.Length));

    private BlobFetch Fetch(BlobId blob, long limit = Limit) => new(Guid.Empty, blob, limit, Patience, _time);

    private IReadOnlyList<WantPart> Next(BlobFetch fetch) => fetch.Next(_time.GetTimestamp());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(WireLimits.Part)]
    [InlineData(WireLimits.Part + 1)]
    [InlineData(20 * WireLimits.Part - 1)]
    public void A_blob_of_any_length_comes_within_the_window(int length)
    {
        var content = Content(length);
        using var fetch = Fetch(BlobId.Of(content));
        var asked = new Queue<WantPart>(Next(fetch));
        while (asked.TryDequeue(out var want))
        {
            Assert.InRange(asked.Count + 1, 1, BlobFetch.Window);
            fetch.Accept(Answer(want, content));
            foreach (var more in Next(fetch))
                asked.Enqueue(more);
        }

        Assert.Equal(FetchState.Complete, fetch.State);
        Assert.Equal(content, fetch.Content.ToArray());
        Assert.Equal((length, 0), (fetch.BytesMoved, fetch.BytesWasted));
    }

    [Fact]
    public void A_part_that_does_not_come_is_asked_for_again_after_its_time_and_not_before()
    {
        using var fetch = Fetch(BlobId.Of(Content(100)));
        var first = Assert.Single(Next(fetch));
        _time.Advance(Patience - TimeSpan.FromTicks(1));
        Assert.Empty(Next(fetch));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(first, Assert.Single(Next(fetch)));
        Assert.Empty(Next(fetch));
    }

    [Fact]
    public void One_who_never_answers_is_given_up()
    {
        using var fetch = Fetch(BlobId.Of(Content(100)));
        for (var round = 0; round < BlobFetch.Tries; round++, _time.Advance(Patience))
            Assert.Single(Next(fetch));
        Assert.Empty(Next(fetch));
        Assert.Equal(FetchState.Failed, fetch.State);
        Assert.Contains("does not come", fetch.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blob_with_other_bytes_is_fetched_once_more_and_then_refused()
    {
        var (content, wrong) = (Content(100), Content(101)[..100]);
        using (var fetch = Fetch(BlobId.Of(content)))
        {
            Assert.Equal(FetchState.Fetching, fetch.Accept(Answer(Next(fetch)[0], wrong)));
            Assert.Equal(FetchState.Complete, fetch.Accept(Answer(Next(fetch)[0], content)));
            Assert.Equal(content, fetch.Content.ToArray());
        }

        using var again = Fetch(BlobId.Of(content));
        again.Accept(Answer(Next(again)[0], wrong));
        Assert.Equal(FetchState.Failed, again.Accept(Answer(Next(again)[0], wrong)));
        Assert.Contains("other bytes than its name says", again.Error!.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => again.Content);
        Assert.Empty(Next(again));
    }

    [Theory]
    [InlineData(Limit + 1L)]
    [InlineData(long.MaxValue)]
    [InlineData(-1L)]
    public void A_blob_of_more_than_the_limit_is_refused_before_anything_is_asked_for(long length)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var fetch = Fetch(new BlobId(1, 2, length));
        Assert.Equal(FetchState.Failed, fetch.State);
        Assert.Empty(Next(fetch));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Fact]
    public void A_blob_that_there_is_no_memory_for_fails_by_its_length_and_is_asked_for_no_more()
    {
        var content = Content(2 * WireLimits.Part);
        using var fetch = new BlobFetch(Guid.Empty, BlobId.Of(content), Limit, Patience, _time, _ => throw new InsufficientMemoryException());
        Assert.Equal(FetchState.Failed, fetch.Accept(Answer(Next(fetch)[0], content)));
        Assert.Contains($"no memory for the {content.Length:N0} bytes", Assert.IsAssignableFrom<OutOfMemoryException>(fetch.Error).Message, StringComparison.Ordinal);
        Assert.Empty(Next(fetch));
    }

    [Fact]
    public void An_empty_blob_of_another_name_is_refused()
    {
        using var fetch = Fetch(new BlobId(1, 2, 0));
        Assert.Equal(FetchState.Failed, fetch.State);
    }

    [Fact]
    public void What_was_not_asked_for_changes_nothing()
    {
        var content = Content(10 * WireLimits.Part);
        var blob = BlobId.Of(content);
        using var fetch = Fetch(blob);
        var want = Next(fetch)[0];
        var good = Answer(want, content);
        PartMoved[] bad =
        [
            good with { Session = Guid.NewGuid() }, good with { Blob = blob with { High = 7 } }, good with { Offset = 1 }, good with { Offset = -1 },
            good with { Offset = 8 * WireLimits.Part }, good with { Offset = long.MaxValue }, good with { Bytes = new byte[10] }, good with { Bytes = default },
        ];
        Assert.All(bad, part => Assert.Equal(FetchState.Fetching, fetch.Accept(part)));
        Assert.Equal(0, fetch.BytesMoved);
        Assert.Equal(bad.Sum(part => part.Bytes.Length), fetch.BytesWasted);
    }

    [Fact]
    public void One_who_does_not_have_it_ends_the_fetch()
    {
        using var fetch = Fetch(BlobId.Of(Content(100)));
        var want = Next(fetch)[0];
        fetch.Missing();
        Assert.Contains("not there any more", fetch.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(FetchState.Failed, fetch.Accept(Answer(want, Content(100))));
    }

    [Fact]
    public void Through_losses_duplicates_and_disorder_the_blob_comes_and_through_corruption_no_other() =>
        Gen.Select(Gen.Int[0, 12 * WireLimits.Part], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 15], Gen.Int).Sample(
            (length, lost, doubled, broken, seed) => Run(length, lost, doubled, broken, new Random(seed)), iter: 100, threads: 1, seed: "0000000000000001");

    /// <summary>One fetch over a network that does to each part what the percentages say.</summary>
    private static void Run(int length, int lost, int doubled, int broken, Random random)
    {
        var (time, content, store) = (new FakeTimeProvider(), Content(length), new BlobStore(Limit));
        var blob = store.Offer(content);
        using var fetch = new BlobFetch(Guid.Empty, blob, Limit, Patience, time);
        var underway = new List<PartMoved>();
        for (var step = 0; fetch.State == FetchState.Fetching; step++)
        {
            Assert.True(step < 10_000, "it neither ends nor fails");
            foreach (var want in fetch.Next(time.GetTimestamp()))
            {
                Assert.True(store.TryRead(want.Blob, want.Offset, want.Length, out var bytes));
                for (var copies = random.Next(100) < doubled ? 2 : 1; copies > 0; copies--)
                {
                    if (random.Next(100) >= lost)
                        underway.Add(new PartMoved(want.Session, want.Blob, want.Offset, random.Next(100) < broken ? Broken(bytes, random) : bytes));
                }
            }

            if (underway.Count == 0 || random.Next(5) == 0)
            {
                time.Advance(Patience / 2);
                continue;
            }

            var next = random.Next(underway.Count);
            fetch.Accept(underway[next]);
            underway.RemoveAt(next);
        }

        if (fetch.State == FetchState.Complete)
            Assert.Equal(content, fetch.Content.ToArray());
        else
            Assert.True(broken > 0 || fetch.Error!.Message.Contains("does not come", StringComparison.Ordinal), fetch.Error!.Message);
        if (lost < 10 && broken == 0)
            Assert.Equal((FetchState.Complete, length), (fetch.State, (int)fetch.BytesMoved));
    }

    private static byte[] Broken(ReadOnlyMemory<byte> bytes, Random random)
    {
        var copy = bytes.ToArray();
        copy[random.Next(copy.Length)] ^= 1;
        return copy;
    }
}
