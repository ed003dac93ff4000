using System.Collections.Concurrent;
using ActorMap.Cluster.Nodes;
using ActorMap.Cluster.Sessions;
using ActorMap.Messages;
using ActorMap.State;
using Xunit;

namespace ActorMap.Cluster.Tests.Nodes;

/// <summary>What a node makes of messages that are lost, late or doubled on their way from a link and back.</summary>
public sealed class ServingALink : NodeSpec
{
    private readonly ConcurrentQueue<int> _ran = [];
    private readonly SemaphoreSlim _gate = new(0);
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private protected override FunctionRegistry Functions => new FunctionRegistry()
        .Add("double", _ => new Doubling(_ran))
        .Add("wait", _ => new Waiting(_arrived, _gate))
        .Add("fragile", _ => new Passing());

    [Fact]
    public void A_greeting_that_comes_twice_begins_one_session()
    {
        var session = Greet();
        session.Tell(Open<int, int>("double"), TestActor);
        Next<JobOpened>();
        GreetOnceMore();
        session.Tell(Parcel(1, 0, 1, 2), TestActor);
        Next<ParcelDone>(done => done.Range.End == 2);
        Assert.Equal([1, 2], _ran.Order());
    }

    [Fact]
    public void A_parcel_that_comes_before_the_job_has_begun_is_kept_until_then()
    {
        var session = Greet();
        session.Tell(Open<int, int>("double"), TestActor);
        session.Tell(Parcel(1, 0, 1, 2), TestActor);
        session.Tell(Parcel(2, 2, 3), TestActor);
        Next<JobOpened>();
        Next<ParcelDone>(done => done.Range.End == 3);
        Assert.Equal([1, 2, 3], _ran.Order());
    }

    [Fact]
    public void A_parcel_that_comes_twice_runs_once()
    {
        var session = Greet();
        session.Tell(Open<int, int>("double"), TestActor);
        Next<JobOpened>();
        session.Tell(Parcel(1, 0, 1, 2), TestActor);
        session.Tell(Parcel(1, 0, 1, 2), TestActor);
        session.Tell(Parcel(3, 10, 7), TestActor);
        session.Tell(Parcel(2, 2, 3), TestActor);
        Next<ParcelDone>(done => done.Range.Start == 2);
        Assert.Equal(3, Next<NodeStatus>(status => status.Jobs is [{ LastParcel: 3, Held: [] }]).Jobs[0].LastParcel);
        Assert.Equal([1, 2, 3, 7], _ran.Order());
    }

    [Fact]
    public void An_outcome_is_said_again_until_it_is_acknowledged()
    {
        var session = Greet();
        session.Tell(Open<int, int>("double"), TestActor);
        Next<JobOpened>();
        session.Tell(Parcel(1, 0, 21), TestActor);
        var done = Next<ParcelDone>();
        var again = Next<ParcelDone>();
        Assert.Equal((done.Number, done.Range), (again.Number, again.Range));
        Assert.Equal(BitConverter.GetBytes(42), again.Results.Inline.ToArray());
        session.Tell(new OutcomesCame(Session, Job, done.Number), TestActor);
        session.Tell(Parcel(2, 1, 22), TestActor);
        Assert.Equal(done.Number + 1, Next<ParcelDone>(other => other.Number != done.Number).Number);
        Assert.Single(_ran, 21);
    }

    [Fact]
    public async Task What_comes_from_an_old_session_is_dropped_and_the_job_begins_anew_in_the_next()
    {
        var old = Greet();
        old.Tell(Open<int, int>("wait"), TestActor);
        Next<JobOpened>();
        var late = Parcel(1, 0, 5);
        old.Tell(late, TestActor);
        await _arrived.Task.WaitAsync(Deadline);

        // Its worker is still at it while the next session begins the same job.
        var session = Greet();
        session.Tell(Open<int, int>("wait"), TestActor);
        Next<JobOpened>(opened => opened.Session == Session);
        session.Tell(late, TestActor);
        session.Tell(Parcel(1, 0, 6), TestActor);
        _gate.Release(10);
        var done = Next<ParcelDone>();
        Assert.Equal((Session, 1), (done.Session, done.Number));
        Assert.Equal(BitConverter.GetBytes(6), done.Results.Inline.ToArray());
    }

    [Fact]
    public void What_is_asked_twice_is_answered_twice()
    {
        var session = Greet();
        session.Tell(Open<int, int>("nobody"), TestActor);
        Assert.Contains("it has double, fragile, wait", Next<JobBroken>().Message, StringComparison.Ordinal);
        session.Tell(Open<int, int>("nobody"), TestActor);
        Assert.Equal(BreakKind.Function, Next<JobBroken>().Kind);
        session.Tell(new ForgetJob(Session, Job, true), TestActor);
        Next<JobForgotten>();
        session.Tell(Open<int, int>("double"), TestActor);
        Next<JobOpened>();
        session.Tell(Open<int, int>("double"), TestActor);
        Next<JobOpened>();
        session.Tell(new ForgetJob(Session, Job, false), TestActor);
        Next<JobForgotten>();
        session.Tell(new ForgetJob(Session, Job, false), TestActor);
        Next<JobForgotten>();
    }

    [Fact]
    public async Task What_was_given_back_may_come_again_while_the_rest_of_its_parcel_runs()
    {
        var session = Greet();
        session.Tell(Open<int, int>("wait"), TestActor);
        Next<JobOpened>();
        session.Tell(Parcel(1, 0, 1, 2, 3, 4), TestActor);
        await _arrived.Task.WaitAsync(Deadline);
        session.Tell(new ReturnParcels(Session, Job), TestActor);
        var back = Next<ParcelReturned>().Range;
        session.Tell(Parcel(2, (int)back.Start, [.. Enumerable.Range((int)back.Start + 1, (int)back.Length)]), TestActor);
        _gate.Release(100);
        var answered = new List<long>();
        while (answered.Count < 4)
        {
            var outcome = Next<IServing>(message => message is ParcelDone or ParcelReturned);
            var range = outcome is ParcelDone done ? done.Range : default;
            for (var index = range.Start; index < range.End; index++) answered.Add(index);
            if (outcome is ParcelReturned other) session.Tell(Parcel(9, (int)other.Range.Start, [.. Enumerable.Range((int)other.Range.Start + 1, (int)other.Range.Length)]), TestActor);
        }

        Assert.Equal([0, 1, 2, 3], answered.Order());
    }

    [Fact]
    public void An_item_that_can_t_be_read_fails_alone_and_those_after_it_are_asked_for_again()
    {
        var session = Greet();
        session.Tell(Open<Fragile, Fragile>("fragile"), TestActor);
        Next<JobOpened>();
        session.Tell(Parcel(1, 0, new Fragile(1), new Fragile(-2), new Fragile(3), new Fragile(4)), TestActor);
        var outcomes = new List<IServing>();
        while (outcomes.Count < 3) outcomes.Add(Next<IServing>(message => message is ParcelDone or ParcelFailed or ParcelReturned));
        Assert.Equal(new IndexRange(0, 1), Assert.Single(outcomes.OfType<ParcelDone>()).Range);
        Assert.Equal(new IndexRange(2, 4), Assert.Single(outcomes.OfType<ParcelReturned>()).Range);
        var failure = Assert.Single(Assert.Single(outcomes.OfType<ParcelFailed>()).Failures);
        Assert.Equal((1L, typeof(PayloadException).FullName), (failure.Index, failure.ErrorType));
        Assert.Contains("it broke on the way", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(99, 1, null, "protocol 99")]
    [InlineData(1, 99, null, "version 99")]
    [InlineData(1, 1, ".NET 8.0.1", ".NET 8.0.1")]
    public void A_pool_of_another_version_is_refused_with_the_reason(int protocol, int codec, string? framework, string reason)
    {
        Node.Tell(new Hello(Guid.NewGuid(), Guid.NewGuid(), protocol, codec, framework ?? Protocol.Framework), TestActor);
        Assert.Contains(reason, Next<Refused>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_leaves_finishes_what_runs_and_says_when_it_holds_nothing()
    {
        var session = Greet();
        session.Tell(Open<int, int>("wait"), TestActor);
        Next<JobOpened>();
        session.Tell(Parcel(1, 0, 1, 2, 3, 4), TestActor);
        await _arrived.Task.WaitAsync(Deadline);
        var program = CreateTestProbe();
        Node.Tell(DrainNode.Instance, program.Ref);
        Next<NodeLeaving>();
        Next<ParcelReturned>();
        program.ExpectNoMsg(TimeSpan.Zero);
        _gate.Release(100);
        Next<ParcelDone>();
        session.Tell(new OutcomesCame(Session, Job, 1_000), TestActor);
        program.FishForMessage<NodeDrained>(_ => true, Deadline);
    }

    [Fact]
    public void A_node_that_leaves_does_not_wait_for_items_that_nobody_wants_any_more()
    {
        var session = Greet();
        session.Tell(Open<int, int>("wait"), TestActor);
        Next<JobOpened>();
        session.Tell(Parcel(1, 0, 1), TestActor);
        session.Tell(Parcel(2, 1, 2, 3), TestActor);
        session.Tell(new StopParcels(Session, Job, 1), TestActor);
        _gate.Release(100);
        Next<ParcelDone>(done => done.Range == new IndexRange(0, 1));
        var program = CreateTestProbe();
        Node.Tell(DrainNode.Instance, program.Ref);
        session.Tell(new OutcomesCame(Session, Job, 1_000), TestActor);
        program.FishForMessage<NodeDrained>(_ => true, Deadline);
    }

    private sealed class Doubling(ConcurrentQueue<int> ran) : IMapFunction<int, int>, ISharedByReference
    {
        public int Invoke(int item, MapContext context)
        {
            ran.Enqueue(item);
            return 2 * item;
        }
    }

    private sealed class Waiting(TaskCompletionSource arrived, SemaphoreSlim gate) : IMapFunction<int, int>, ISharedByReference
    {
        public int Invoke(int item, MapContext context)
        {
            arrived.TrySetResult();
            gate.Wait();
            return item;
        }
    }

    private sealed class Passing : IMapFunction<Fragile, Fragile>
    {
        public Fragile Invoke(Fragile item, MapContext context) => item;
    }
}
