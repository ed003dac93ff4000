using System.Collections.Concurrent;
using ActorMap.Cluster.Blobs;
using ActorMap.Messages;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Cluster.Tests.Blobs;

/// <summary>A session's blobs come beside its messages where they can, a second time where they must, and by messages where nothing else goes.</summary>
public sealed partial class FetchingBesideMessages : IDisposable
{
    private static readonly byte[] Content = new byte[1_000_000];
    private static readonly BlobId Blob = BlobId.Of(Content);
    private static readonly JobId Job = new(Guid.NewGuid(), 1);
    private readonly FakeTimeProvider _time = new();
    private readonly List<object> _sent = [];
    private readonly BlobStore _store = new(long.MaxValue, spare: 0);
    private readonly Wheels _wheels = new();
    private readonly BlockingCollection<object> _toSelf = [];
    private readonly BlobMover _mover;
    private byte[]? _came;
    private Exception? _failure;

    public FetchingBesideMessages() => _mover = new BlobMover(Guid.Empty, _sent.Add, _store, _time, null, new BlobRoad(_wheels, _toSelf.Add));

    public void Dispose() => _toSelf.Dispose();

    [Fact]
    public void An_item_comes_from_the_address_that_the_other_side_says_and_the_next_is_not_asked_about()
    {
        Open(BlobUse.Own);
        Assert.False(Sent<WantBlob>().IsShared);
        Say("there:1");
        Bring("there:1", new Carried(Content));
        Assert.Equal(Content, _came);

        Open(BlobUse.Own);
        Assert.Empty(_sent);
        Bring("there:1", new Carried(Content));
        Assert.Equal(Content, _came);
    }

    [Fact]
    public void State_is_asked_about_each_second_until_it_came_and_is_lent_to_others_then()
    {
        Open(BlobUse.Shared);
        Sent<WantBlob>();
        Tick();
        Sent<WantBlob>();
        Say("there:1");
        Tick();
        Sent<WantBlob>();
        Bring("there:1", new Carried(Content));

        Assert.Equal(Content, _came);
        Assert.Equal("own:1", Sent<BlobHeld>().Address);
        Assert.True(_store.Has(Blob));
        _time.Advance(BlobFetches.LentFor);
        Tick();
        Assert.False(_store.Has(Blob));
    }

    [Fact]
    public void What_is_lent_is_gone_with_its_job()
    {
        Open(BlobUse.Shared);
        Say("there:1");
        Bring("there:1", new Carried(Content));
        Assert.Equal(Content.Length, _store.Bytes);
        _mover.Withdraw(Job);
        Assert.Equal(0, _store.Bytes);
    }

    [Theory]
    [InlineData((int)CarryProblem.Broken)]
    [InlineData((int)CarryProblem.NotThere)]
    [InlineData((int)CarryProblem.Unreachable)]
    public void A_node_that_fails_is_named_and_another_is_asked(int problem)
    {
        Open(BlobUse.Shared);
        Say("node:1");
        _sent.Clear();
        Bring("node:1", new Carried(default, (CarryProblem)problem, "is no good"));
        Assert.Equal("node:1", Sent<WantBlob>().Failed);
        Say("home:1");
        Bring("home:1", new Carried(Content));
        Assert.Equal(Content, _came);
    }

    [Fact]
    public void An_item_that_comes_broken_twice_is_an_error_that_names_it_and_from_where()
    {
        Open(BlobUse.Own);
        Say("there:1");
        Bring("there:1", new Carried(default, CarryProblem.Broken, "ended after 5 of 9 bytes"));
        Assert.Null(_failure);
        Bring("there:1", new Carried(default, CarryProblem.Broken, "ended after 5 of 9 bytes"));

        Assert.IsType<BlobException>(_failure);
        Assert.Contains(Blob.ToString(), _failure.Message, StringComparison.Ordinal);
        Assert.Contains("there:1: it ended after 5 of 9 bytes", _failure.Message, StringComparison.Ordinal);
        Assert.Contains("actormap.cluster.blobs.http = off", _failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_speaks_HTTP_it_comes_by_messages_and_so_does_all_else()
    {
        Open(BlobUse.Own);
        Say("there:1");
        Bring("there:1", new Carried(default, CarryProblem.Unreachable, "refuses"));
        _sent.Clear();
        Bring("there:1", new Carried(default, CarryProblem.Unreachable, "refuses"));
        Assert.Equal(["there:1 refuses"], _wheels.Forgone);
        ComesByMessages();

        Open(BlobUse.Own);
        ComesByMessages();
    }

    [Fact]
    public void A_side_that_serves_nothing_gives_it_by_messages()
    {
        Open(BlobUse.Shared);
        _sent.Clear();
        _mover.OnMoving(new BlobIsAt(Guid.Empty, Blob, BlobWay.ByMessages, null));
        Assert.IsType<BlobHeld>(_sent[0]);
        _sent.RemoveAt(0);
        ComesByMessages();
    }

    /// <summary>A member of a version that does not know the question.</summary>
    [Fact]
    public void A_side_that_says_nothing_is_asked_by_messages_after_a_while()
    {
        Open(BlobUse.Own);
        for (var second = 0; second < 9; second++) Tick();
        Assert.All(_sent, message => Assert.IsType<WantBlob>(message));
        _sent.Clear();
        Tick();
        ComesByMessages();
    }

    [Fact]
    public void Who_waits_for_its_turn_is_patient_as_long_as_it_is_told_to()
    {
        Open(BlobUse.Shared);
        for (var second = 0; second < 100; second++)
        {
            Tick();
            _mover.OnMoving(new BlobIsAt(Guid.Empty, Blob, BlobWay.Later, null));
        }

        Assert.All(_sent, message => Assert.IsType<WantBlob>(message));
        Say("there:1");
        Bring("there:1", new Carried(Content));
        Assert.Equal(Content, _came);
    }

    private void Open(BlobUse use)
    {
        (_came, _failure) = (null, null);
        _mover.Open(new Payload(default, Blob), bytes => _came = bytes.ToArray(), error => _failure = error, use, Job);
    }

    private void Bring(string address, Carried carried)
    {
        _wheels.Bring(address, carried);
        Arrive();
    }

    /// <summary>What the carrier brings comes to the session's actor as a message.</summary>
    private void Arrive()
    {
        Assert.True(_toSelf.TryTake(out var message, TimeSpan.FromSeconds(90)));
        _mover.OnCarried((BlobCarried)message);
    }

    private void Say(string address) => _mover.OnMoving(new BlobIsAt(Guid.Empty, Blob, BlobWay.OverHttp, address));

    private void Tick()
    {
        _time.Advance(TimeSpan.FromSeconds(1) + TimeSpan.FromMilliseconds(1));
        _mover.Tick();
    }

    private T Sent<T>()
    {
        var sent = Assert.IsType<T>(Assert.Single(_sent));
        _sent.Clear();
        return sent;
    }

    private void ComesByMessages()
    {
        for (var at = 0; at < _sent.Count; at++)
        {
            var want = Assert.IsType<WantPart>(_sent[at]);
            _mover.OnMoving(new PartMoved(Guid.Empty, Blob, want.Offset, Content.AsMemory((int)want.Offset, want.Length)));
        }

        _sent.Clear();
        Assert.Equal(Content, _came);
    }
}
