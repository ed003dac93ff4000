using System.Collections.Concurrent;
using ActorMap.Cluster.Nodes;
using ActorMap.Messages;
using ActorMap.State;
using Xunit;

namespace ActorMap.Cluster.Tests.Nodes;

/// <summary>Jobs whose function takes its time to be made: a state that is long to read, a factory that loads a model.</summary>
public sealed class OpeningJobs : NodeSpec
{
    private static readonly JobId Other = Job with { Number = 2 };

    private readonly ConcurrentQueue<int> _ran = [];
    private readonly SemaphoreSlim _gate = new(0);
    private readonly SemaphoreSlim _makes = new(0);
    private int _made;

    private protected override FunctionRegistry Functions => new FunctionRegistry()
        .Add("quick", _ => new Noting(_ran, 0))
        .Add("slow", (object? _) => Make(1_000))
        .Add<int, int>("broken", (object? _) => throw new BrokenException());

    [Fact]
    public async Task While_a_function_is_made_its_session_serves_others()
    {
        var session = Greet();
        session.Tell(Open<int, int>("slow"), TestActor);
        Assert.True(await _makes.WaitAsync(Deadline));
        session.Tell(Open<int, int>("quick") with { Job = Other }, TestActor);
        Assert.Equal(Other, Next<JobOpened>().Job);
        _gate.Release();
        Assert.Equal(Job, Next<JobOpened>().Job);
    }

    [Fact]
    public async Task What_comes_for_a_job_while_its_function_is_made_waits_and_it_is_made_once_however_often_that_is_asked()
    {
        var session = Greet();
        session.Tell(Open<int, int>("slow"), TestActor);
        Assert.True(await _makes.WaitAsync(Deadline));
        session.Tell(Open<int, int>("slow"), TestActor);
        session.Tell(Parcel(1, 0, 1, 2), TestActor);
        session.Tell(Open<int, int>("slow"), TestActor);
        session.Tell(Parcel(2, 2, 3), TestActor);
        _gate.Release();
        Next<ParcelDone>(done => done.Range.End == 3);
        Assert.Equal([1_001, 1_002, 1_003], _ran.Order());
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task A_job_that_is_forgotten_while_its_function_is_made_never_begins_and_may_begin_anew_meanwhile()
    {
        var session = Greet();
        session.Tell(Open<int, int>("slow"), TestActor);
        Assert.True(await _makes.WaitAsync(Deadline));
        session.Tell(Parcel(1, 0, 1), TestActor);
        session.Tell(new ForgetJob(Session, Job, true), TestActor);
        Next<JobForgotten>();
        session.Tell(Open<int, int>("quick"), TestActor);
        Next<JobOpened>();
        _gate.Release();
        session.Tell(Parcel(1, 0, 5), TestActor);
        Next<ParcelDone>();
        session.Tell(new ForgetJob(Session, Job, false), TestActor);
        Assert.Null(Next<IServing>(message => message is JobForgotten or JobOpened) as JobOpened);
        Assert.Equal([5], _ran);
    }

    [Fact]
    public async Task A_node_that_leaves_does_not_wait_for_a_function_that_is_made()
    {
        var session = Greet();
        session.Tell(Open<int, int>("slow"), TestActor);
        Assert.True(await _makes.WaitAsync(Deadline));
        var program = CreateTestProbe();
        Node.Tell(DrainNode.Instance, program.Ref);
        program.FishForMessage<NodeDrained>(_ => true, Deadline);
        _gate.Release();
    }

    [Fact]
    public void A_factory_whose_exception_can_t_be_read_is_told_all_the_same_as_often_as_it_is_asked()
    {
        var session = Greet();
        for (var time = 0; time < 2; time++)
        {
            session.Tell(Open<int, int>("broken"), TestActor);
            var broken = Next<JobBroken>();
            Assert.EndsWith(nameof(BrokenException), broken.ErrorType, StringComparison.Ordinal);
            Assert.Contains("reading it threw", broken.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1L << 30)]
    [InlineData(1L << 40)]
    public void A_parcel_that_says_it_has_more_items_than_its_bytes_can_be_breaks_its_job_with_the_reason(long items)
    {
        var session = Greet();
        session.Tell(Open<int, int>("quick"), TestActor);
        Next<JobOpened>();
        session.Tell(Parcel(1, 0, 1) with { Range = new IndexRange(0, items) }, TestActor);
        Assert.Contains("is no parcel", Next<JobBroken>().Message, StringComparison.Ordinal);
        session.Tell(new ForgetJob(Session, Job, true), TestActor);
        Next<JobForgotten>();
        session.Tell(Open<int, int>("quick"), TestActor);
        Next<JobOpened>();
    }

    [Fact]
    public void Items_without_bytes_may_be_a_million()
    {
        Assert.Null(ParcelBound.Excess(Parcel<int>(1, 0) with { Range = new IndexRange(7, 7 + ParcelBound.Free) }));
        Assert.NotNull(ParcelBound.Excess(Parcel<int>(1, 0) with { Range = new IndexRange(7, 8 + ParcelBound.Free) }));
        Assert.Null(ParcelBound.Excess(Parcel<int>(1, 0) with { Range = new IndexRange(0, 50_000_000), Items = new Payload(default, new BlobId(1, 2, 50_000_000)) }));
    }

    private Noting Make(int more)
    {
        Interlocked.Increment(ref _made);
        _makes.Release();
        _gate.Wait();
        return new Noting(_ran, more);
    }

    private sealed class Noting(ConcurrentQueue<int> ran, int more) : IMapFunction<int, int>, ISharedByReference
    {
        public int Invoke(int item, MapContext context)
        {
            ran.Enqueue(item + more);
            return item;
        }
    }

    private sealed class BrokenException : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");
    }
}
