using ActorMap.Cluster.Links;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using ActorMap.Routing;
using ActorMap.Slots;
using ActorMap.Tests.Shared;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Cluster.Tests.Links;

/// <summary>Processes that die, one after the other, while a job opens in them: its state runs code as it is read.</summary>
public sealed class DyingInTheStart() : TestKit(Patience.OfTestKit)
{
    private const int DeathsAllowed = 5;
    private static readonly Death Killed = new(new WorkerExit(134, 6), []);

    [Fact]
    public void A_map_whose_state_kills_each_process_fails_and_says_so()
    {
        var job = Opening();
        for (var death = 1; death < DeathsAllowed; death++) job.Job.GiveBack(Killed, new Quarantine());
        job.Router.ExpectNoMsg(TimeSpan.Zero);
        job.Job.GiveBack(Killed, new Quarantine());
        Assert.Contains("killed by signal 6", job.Router.ExpectMsg<WorkFailed>().Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deaths_of_a_process_that_runs_nothing_of_the_map_do_not_count()
    {
        var (open, over) = (new LinkedJob(this), Opening());
        over.Job.Cancel();
        for (var death = 0; death <= DeathsAllowed; death++)
        {
            open.Job.GiveBack(Killed, new Quarantine());
            over.Job.GiveBack(Killed, new Quarantine());
        }

        open.Router.ExpectNoMsg(TimeSpan.Zero);
        over.Router.ExpectNoMsg(TimeSpan.Zero);
    }

    /// <summary>It is lost as silent first, and with it what it had of the map.</summary>
    [Fact]
    public async Task A_map_whose_state_hangs_each_process_until_it_is_killed_fails_and_says_so()
    {
        var job = Opening();
        var cluster = new ClusterState(job.Time) { HangTimeout = TimeSpan.FromSeconds(5) };
        for (var death = 1; death <= DeathsAllowed; death++)
        {
            var (node, pool, process) = (CreateTestProbe(), CreateTestProbe(), new Process());
            var link = Sys.ActorOf(LinkActor.Props(cluster, pool.Ref, node.Ref, "node", new Quarantine(), process));
            var hello = node.ExpectMsg<Hello>();
            node.Reply(new Welcome(hello.Session, "node", 1, true, []));
            pool.ExpectMsg<WorkerJoined>();
            job.Router.Send(link, new ProcessChunk(job.Work.Job, job.Work, job.Work.CreateChunk(new IndexRange(0, 2), 1)));
            node.FishForMessage<OpenJob>(_ => true);
            for (var second = 0; !process.IsEnded.IsSet && second < 60; second++)
            {
                job.Time.Advance(TimeSpan.FromSeconds(1));

                // What the link makes of a second is heard before the next.
                await link.Ask<ActorIdentity>(new Identify(null), Patience.Long);
            }

            Assert.True(process.IsEnded.IsSet);
            pool.ExpectMsg<WorkerLost>();
            link.Tell(new NodeGone("its process died", Killed with { Silence = TimeSpan.FromSeconds(5) }), TestActor);
        }

        var failed = job.Router.FishForMessage<WorkFailed>(_ => true);
        Assert.Contains("it said nothing for 5 s", failed.Error.Message, StringComparison.Ordinal);
    }

    private LinkedJob Opening() => new(this, opened: false, state: WireLimits.Inline + 1);

    private sealed class Process : IOwnProcess
    {
        public ManualResetEventSlim IsEnded { get; } = new();

        public MemoryPair? Memory => null;

        public IReadOnlyList<NotedItems> ReadNotes() => [];

        public IReadOnlyList<NotedItems> ReadOverdue() => [];

        public void EndForSilence(TimeSpan silence) => IsEnded.Set();

        public void EndForTime(IReadOnlyList<NotedItems> overdue)
        {
        }
    }
}
