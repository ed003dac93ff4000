using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Nodes;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Cluster.Tests.Nodes;

/// <summary>A node that has no memory for what comes.</summary>
public sealed class LackingMemory : NodeSpec
{
    private static readonly byte[] Large = new byte[100_000];

    private protected override FunctionRegistry Functions => new FunctionRegistry()
        .Add("double", MapFunction.WithState<int, int, int>(2, (state, item) => state * item))
        .Add<int, int>("vast", (object? _) => throw new InsufficientMemoryException());

    private protected override NodeServices Furnish(NodeServices services) => services with
    {
        Blobs = new BlobStore(long.MaxValue, BlobStore.Spare, _ => throw new InsufficientMemoryException()),
    };

    [Fact]
    public void State_that_there_is_no_memory_for_is_refused_by_its_node_and_length_others_may_have_it_and_the_node_serves_on()
    {
        var session = Greet();
        var blob = BlobId.Of(Large);
        session.Tell(Open<int, int>("double") with { State = new Payload(default, blob) }, TestActor);
        var want = Next<WantPart>();
        session.Tell(new PartMoved(Session, blob, want.Offset, Large.AsMemory((int)want.Offset, want.Length)), TestActor);
        Refused(Next<JobBroken>(), "Node node has no memory for the 100,000 bytes");

        session.Tell(new ForgetJob(Session, Job, true), TestActor);
        Next<JobForgotten>();
        session.Tell(Open<int, int>("double"), TestActor);
        Next<JobOpened>();
        session.Tell(Parcel(1, 0, 21), TestActor);
        Next<ParcelDone>();
    }

    [Fact]
    public void A_function_that_there_is_no_memory_for_is_refused_likewise()
    {
        Greet().Tell(Open<int, int>("vast"), TestActor);
        Refused(Next<JobBroken>(), "Node node has no memory");
    }

    [Fact]
    public void Items_that_there_is_no_memory_for_fail_and_the_node_serves_on()
    {
        var session = Greet();
        session.Tell(Open<int, int>("double"), TestActor);
        Next<JobOpened>();
        var blob = BlobId.Of(Large);
        session.Tell(Parcel(1, 0, 1) with { Items = new Payload(default, blob) }, TestActor);
        var want = Next<WantPart>();
        session.Tell(new PartMoved(Session, blob, want.Offset, Large.AsMemory((int)want.Offset, want.Length)), TestActor);
        Assert.Contains("no memory for the 100,000 bytes", Assert.Single(Next<ParcelFailed>().Failures).ErrorMessage, StringComparison.Ordinal);
        session.Tell(Parcel(2, 1, 21), TestActor);
        Assert.Equal(BitConverter.GetBytes(42), Next<ParcelDone>().Results.Inline.ToArray());
    }

    private static void Refused(JobBroken broken, string why)
    {
        Assert.Equal(BreakKind.Function, broken.Kind);
        Assert.Contains(why, broken.Message, StringComparison.Ordinal);
    }
}
