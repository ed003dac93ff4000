using ActorMap.Cluster.Keeping;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Systems;
using ActorMap.Cluster.Tests.Systems;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using ActorMap.Slots;
using ActorMap.Tests.Shared;
using Akka.Actor;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Cluster.Tests.Keeping;

/// <summary>What a keeper says to whoever lost one of its processes.</summary>
public sealed class TellingEnds : IAsyncLifetime
{
    private const string Node = "127.0.0.1:4711";
    private static readonly Death Killed = new(new WorkerExit(137, 9), [new NotedItems(5, new IndexRange(7, 8), 0)]);

    private readonly Members _members = new();
    private readonly FakeTimeProvider _time = new();
    private IActorRef _door = ActorRefs.Nobody;

    public Task InitializeAsync()
    {
        var member = _members.Start(Members.Settings(Roles.Keeper));
        _door = member.System.ActorOf(KeeperActor.Props(question => new StatusTold(question, "keeper", 0, 0, true, ["f"], []), _ => { }, _time));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _members.DisposeAsync();

    [Fact]
    public async Task How_a_process_ended_is_told_to_whoever_asks_before_and_after()
    {
        _door.Tell(new ProcessBegan(Node));
        var (first, second) = (AskAsync(Node), AskAsync(Node));
        _door.Tell(new ProcessEnded(Node, Ends.Of(Killed)));

        // What a keeper that stops says of it once more, it knows less of.
        _door.Tell(new ProcessEnded(Node, Ends.Of(null)));
        foreach (var told in new[] { await first, await second, await AskAsync(Node) })
        {
            var death = Ends.Read(told);
            Assert.Equal((Killed.Exit, Killed.How, true), (death!.Exit, death.How, death.HasOneSuspect));
            Assert.Equal(Killed.Noted, death.Noted);
        }
    }

    [Fact]
    public async Task A_process_that_lives_is_said_to_run_when_its_end_was_waited_for()
    {
        _door.Tell(new ProcessBegan(Node));
        var told = AskAsync(Node);
        await _door.Ask<StatusTold>(new AskStatus(Guid.NewGuid()), Patience.Long);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _door.Ask<StatusTold>(new AskStatus(Guid.NewGuid()), Patience.Long);
        Assert.False(told.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(EndKind.Runs, (await told).Kind);
    }

    [Fact]
    public async Task Of_a_process_that_it_never_had_it_says_so()
    {
        var told = await AskAsync(Node);
        Assert.Equal(EndKind.Unknown, told.Kind);
        Assert.Null(Ends.Read(told));
    }

    [Fact]
    public async Task Where_nobody_is_to_blame_there_is_no_death()
    {
        _door.Tell(new ProcessBegan(Node));
        _door.Tell(new ProcessEnded(Node, Ends.Of(null)));
        var told = await AskAsync(Node);
        Assert.Equal(EndKind.Left, told.Kind);
        Assert.Null(Ends.Read(told));
    }

    [Fact]
    public void What_is_told_of_a_death_fits_a_message_and_convicts_nobody_where_it_is_cut()
    {
        var many = new Death(new WorkerExit(134, 6), [new NotedItems(-1, new IndexRange(0, 1), 0), new NotedItems(1, new IndexRange(5, 4), 0), .. Enumerable.Range(0, 60_000).Select(item => new NotedItems(long.MaxValue, new IndexRange(long.MaxValue - 70_000 + item, long.MaxValue - 70_000 + item + 1), 0))]);
        var bytes = WireFormat.Encode(Ends.Of(many));
        Assert.False(Ends.Read((EndTold)WireFormat.Decode("et", bytes))!.HasOneSuspect);
    }

    private async Task<EndTold> AskAsync(string node)
    {
        var question = Guid.NewGuid();
        var told = await _door.Ask<EndTold>(new AskEnd(question, node), Patience.Long);
        Assert.Equal(question, told.Question);
        return told;
    }
}
