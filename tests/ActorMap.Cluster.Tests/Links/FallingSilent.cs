using ActorMap.Cluster.Links;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Messages;
using ActorMap.Routing;
using ActorMap.Slots;
using ActorMap.Tests.Shared;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Cluster.Tests.Links;

/// <summary>A process of the pool's own says nothing: it may hang, or be stopped for a while, or it was this program that stood still.</summary>
public sealed class FallingSilent : TestKit
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly LinkedJob _job;
    private readonly TestProbe _node;
    private readonly TestProbe _pool;
    private readonly TestProbe _ended;
    private readonly IActorRef _link;

    public FallingSilent()
        : base(Patience.OfTestKit)
    {
        (_job, _node, _pool, _ended) = (new LinkedJob(this, items: 2, opened: false), CreateTestProbe(), CreateTestProbe(), CreateTestProbe());
        var process = new Process(_ended.Ref, new NotedItems(_job.Work.Job.Mark, IndexRange.Single(0), long.MaxValue));
        _link = Sys.ActorOf(LinkActor.Props(new ClusterState(_job.Time) { HangTimeout = TimeSpan.FromSeconds(5) }, _pool.Ref, _node.Ref, "node", new Quarantine(), process));
        Welcome();
    }

    [Fact]
    public void It_is_greeted_at_once_and_when_it_speaks_again_what_it_was_in_is_dealt_like_any_other_and_it_is_not_ended()
    {
        _link.Tell(new ProcessChunk(_job.Work.Job, _job.Work, _job.Work.CreateChunk(new IndexRange(0, 2), 1)), _job.Router.Ref);
        _node.FishForMessage<RunParcel>(parcel => parcel.Range.Start == 1);
        FallSilent();
        Assert.Equal(new IndexRange(1, 2), _job.Router.FishForMessage<RangeReturned>(_ => true).Range);
        Welcome();
        Assert.Equal(new IndexRange(0, 1), _job.Router.FishForMessage<RangeReturned>(_ => true).Range);
        for (var beat = 0; beat < 3; beat++) Beat();
        _ended.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void It_is_ended_where_it_does_not_answer_within_its_time()
    {
        FallSilent();
        _node.ExpectMsg<Hello>();
        _job.Time.Advance(Second);
        Assert.Equal(TimeSpan.FromSeconds(5), _ended.ExpectMsg<TimeSpan>());
    }

    [Fact]
    public void It_is_not_ended_for_a_time_in_which_this_program_stood_still()
    {
        FallSilent();
        _node.ExpectMsg<Hello>();
        _job.Time.Advance(TimeSpan.FromMinutes(1));

        // All beats of that minute come at once, and each greets.
        for (var beat = 0; beat < 60; beat++) _node.ExpectMsg<Hello>();
        _ended.ExpectNoMsg(TimeSpan.Zero);
        _job.Time.Advance(Second);
        _ended.ExpectMsg<TimeSpan>();
    }

    [Fact]
    public void Nor_has_it_lost_a_job_of_which_it_was_not_heard_meanwhile()
    {
        _link.Tell(new ProcessChunk(_job.Work.Job, _job.Work, _job.Work.CreateChunk(new IndexRange(0, 2), 1)), _job.Router.Ref);
        var open = _node.ExpectMsg<OpenJob>();
        _link.Tell(new JobOpened(open.Session, open.Job), _node.Ref);
        _job.Time.Advance(TimeSpan.FromMinutes(1));
        for (var beat = 0; beat < 60; beat++) _node.FishForMessage<Beat>(_ => true);
        Beat();
        _pool.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Whatever_it_says_and_of_whatever_session_it_lives()
    {
        FallSilent();
        _node.ExpectMsg<Hello>();
        _link.Tell(new NodeStatus(Guid.NewGuid(), 1, []), _node.Ref);
        for (var beat = 0; beat < 4; beat++)
        {
            _job.Time.Advance(Second);
            _node.ExpectMsg<Hello>();
        }

        _ended.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void That_it_is_busy_it_says_for_all_its_jobs()
    {
        _link.Tell(new ProcessChunk(_job.Work.Job, _job.Work, _job.Work.CreateChunk(new IndexRange(0, 2), 1)), _job.Router.Ref);
        var open = _node.ExpectMsg<OpenJob>();
        _link.Tell(new JobOpened(open.Session, open.Job), _node.Ref);
        for (var second = 0; second < 30; second++)
        {
            _link.Tell(new Beat(open.Session), _node.Ref);
            Beat();
        }

        _pool.ExpectNoMsg(TimeSpan.Zero);
    }

    private void Welcome()
    {
        _node.Reply(new Welcome(_node.FishForMessage<Hello>(_ => true).Session, "node", 2, true, []));
        _pool.ExpectMsg<WorkerJoined>();
    }

    private void Beat()
    {
        _job.Time.Advance(Second);
        _node.FishForMessage<Beat>(_ => true);
    }

    private void FallSilent()
    {
        for (var beat = 0; beat < 3; beat++) Beat();
        _job.Time.Advance(Second);
        _pool.ExpectMsg<WorkerLost>();
    }

    private sealed class Process(IActorRef ended, NotedItems notes) : IOwnProcess
    {
        public MemoryPair? Memory => null;

        public IReadOnlyList<NotedItems> ReadNotes() => [notes];

        public IReadOnlyList<NotedItems> ReadOverdue() => [];

        public void EndForSilence(TimeSpan silence) => ended.Tell(silence, ActorRefs.NoSender);

        public void EndForTime(IReadOnlyList<NotedItems> overdue)
        {
        }
    }
}
