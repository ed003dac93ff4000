using ActorMap.Cluster.Blobs;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Cluster.Tests.Blobs;

/// <content>How a fetch ends that brings nothing.</content>
public sealed partial class FetchingBesideMessages
{
    [Fact]
    public void What_there_is_no_memory_for_is_fetched_in_no_other_way()
    {
        Open(BlobUse.Shared);
        Say("there:1");
        _sent.Clear();
        Fail("there:1", new InsufficientMemoryException());

        Assert.Contains("no memory for the 1,000,000 bytes", Assert.IsAssignableFrom<OutOfMemoryException>(_failure).Message, StringComparison.Ordinal);
        Assert.Null(Sent<BlobHeld>().Address);
        Assert.Empty(_wheels.Forgone);
    }

    [Fact]
    public void With_its_job_a_fetch_ends_and_its_place_is_free_for_others()
    {
        Open(BlobUse.Shared);
        Say("there:1");
        _sent.Clear();
        _mover.Withdraw(Job);

        Assert.True(_wheels.IsCancelled("there:1"));
        Assert.Null(Sent<BlobHeld>().Address);
        Assert.Null(_failure);
    }

    [Fact]
    public void With_its_session_a_fetch_ends()
    {
        Open(BlobUse.Own);
        Say("there:1");
        _mover.WithdrawAll();
        Assert.True(_wheels.IsCancelled("there:1"));
    }

    [Fact]
    public void What_is_not_there_any_more_is_said_so()
    {
        Open(BlobUse.Own);
        _mover.OnMoving(new NoSuchBlob(Guid.Empty, Blob));
        Assert.Contains("not there any more", _failure!.Message, StringComparison.Ordinal);
    }

    private void Fail(string address, Exception error)
    {
        _wheels.Fail(address, error);
        Arrive();
    }
}
