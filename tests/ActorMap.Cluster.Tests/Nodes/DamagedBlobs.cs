using ActorMap.Cluster.Blobs;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Cluster.Tests.Nodes;

/// <summary>Large bytes that come to a node with other bytes than their name says.</summary>
public sealed class DamagedBlobs : NodeSpec
{
    private static readonly byte[] Good = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];

    private protected override FunctionRegistry Functions => new FunctionRegistry().Add("double", MapFunction.WithState<int, int, int>(2, (state, item) => state * item));

    [Fact]
    public void State_that_comes_damaged_twice_is_refused_with_the_reason_and_the_node_serves_on()
    {
        var session = Greet();
        var blob = BlobId.Of(Good);
        session.Tell(Open<int, int>("double") with { State = new Payload(default, blob) }, TestActor);
        JobBroken? broken = null;
        var parts = 0;
        while (broken is null)
        {
            var message = Next<object>(message => message is WantPart or JobBroken);
            broken = message as JobBroken;
            if (message is not WantPart want) continue;
            parts++;
            var bytes = Good.AsSpan((int)want.Offset, want.Length).ToArray();
            bytes[0] ^= 1;
            session.Tell(new PartMoved(Session, blob, want.Offset, bytes), TestActor);
        }

        Assert.True(parts > 2, $"{parts}");
        Assert.Equal(typeof(BlobException).FullName, broken.ErrorType);
        Assert.Contains("came with other bytes than its name says", broken.Message, StringComparison.Ordinal);

        session.Tell(new ForgetJob(Session, Job, true), TestActor);
        Next<JobForgotten>();
        session.Tell(Open<int, int>("double"), TestActor);
        Next<JobOpened>();
        session.Tell(Parcel(1, 0, 21), TestActor);
        Assert.Equal(BitConverter.GetBytes(42), Next<ParcelDone>().Results.Inline.ToArray());
    }

    [Fact]
    public void Items_that_come_damaged_once_are_asked_for_again_and_run()
    {
        var session = Greet();
        session.Tell(Open<int, int>("double"), TestActor);
        Next<JobOpened>();
        var parcel = Parcel(1, 0, [.. Enumerable.Range(0, 50_000)]);
        var blob = BlobId.Of(parcel.Items.Inline.Span);
        session.Tell(parcel with { Items = new Payload(default, blob) }, TestActor);
        var damaged = false;
        while (true)
        {
            var message = Next<object>(message => message is WantPart or ParcelDone or ParcelFailed);
            if (message is not WantPart want)
            {
                Assert.Equal(0, Assert.IsType<ParcelDone>(message).Range.Start);
                break;
            }

            var bytes = parcel.Items.Inline.Slice((int)want.Offset, want.Length).ToArray();
            if (!damaged) bytes[^1] ^= 1;
            damaged = true;
            session.Tell(new PartMoved(Session, blob, want.Offset, bytes), TestActor);
        }
    }
}
