using ActorMap.Aggregation;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Pool;
using ActorMap.Sources;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Tests.Jobs;

/// <summary>The actors of a job that has ended well take another: nothing of the one before is kept, and what comes late of it is not taken for the other's.</summary>
public sealed class TakingAnotherJob() : TestKit(Reference.Config)
{
    private static readonly JobId First = new(Guid.Empty, 1), Second = new(Guid.Empty, 2);

    [Fact]
    public void What_comes_late_of_a_job_is_not_taken_for_the_next_one_s()
    {
        var aggregator = Sys.ActorOf(AggregatorActor.Props());
        aggregator.Tell(new BeginCollecting(NewWork(First), new Heard(), TestActor));
        aggregator.Tell(new JobOver(First));
        aggregator.Tell(new BeginCollecting(NewWork(Second), new Heard(), TestActor));

        aggregator.Tell(new SourceEnded(First, 0, null));
        aggregator.Tell(new ReportProgress(First), TestActor);
        aggregator.Tell(new JobOver(First));
        aggregator.Tell(new ReportProgress(Second), TestActor);

        Assert.Equal(new ProgressMade(Second, 0, 0), FishForMessage<ProgressMade>(_ => true));
    }

    [Fact]
    public void A_job_that_is_over_is_not_served()
    {
        var aggregator = Sys.ActorOf(AggregatorActor.Props());
        aggregator.Tell(new BeginCollecting(NewWork(First), new Heard(), TestActor));
        aggregator.Tell(new JobOver(First));

        aggregator.Tell(new ReportProgress(First), TestActor);
        aggregator.Tell(new Identify("rests"), TestActor);

        Assert.Equal("rests", FishForMessage(message => message is ProgressMade or ActorIdentity) is ActorIdentity { MessageId: "rests" } ? "rests" : "answers");
    }

    [Fact]
    public async Task Maps_at_once_and_after_one_another_each_have_their_own_results()
    {
        await using var pool = await MapPool.UseAsync(Sys, new PoolOptions { Workers = 3 });
        for (var round = 0; round < 30; round++)
        {
            var maps = Enumerable.Range(0, 12).Select(number => RunAsync(pool, round, number)).ToArray();
            await Task.WhenAll(maps).WaitAsync(TimeSpan.FromMinutes(2));
        }
    }

    /// <summary>Of every five maps one fails, one is left, one is asked for outcomes, and two go well.</summary>
    private static async Task RunAsync(MapPool pool, int round, int number)
    {
        var (count, offset) = ((7 * round) + number, 1000 * number);
        var expected = Enumerable.Range(offset, count);
        var query = pool.Map((int item) => item % 1000 == 3 && number % 5 == 0 ? throw new FormatException("three") : item + offset, number % 2 == 0 ? Enumerable.Range(0, count).ToArray() : Enumerable.Range(0, count));
        switch (number % 5)
        {
            case 0 when count > 3:
                Assert.Equal(3, (await Assert.ThrowsAsync<MapItemException>(() => query.ToArrayAsync())).Index);
                break;
            case 1:
                await foreach (var result in query)
                {
                    Assert.Equal(offset, result);
                    break;
                }

                break;
            case 2:
                var outcomes = new List<int>();
                await foreach (var outcome in query.AsCompleted()) outcomes.Add(outcome.Value);
                Assert.Equal(expected, outcomes.Order());
                break;
            default:
                Assert.Equal(expected, await query);
                break;
        }
    }

    private static Work<int, int> NewWork(JobId job) =>
        new(job, new MapOptions(), FunctionCopies.Elsewhere(new DelegateFunction<int, int>(item => item)), TimeProvider.System, Source<int>.Of(new int[1]).Open(null, TimeProvider.System), FunctionForm.Item, Delivery.Values);

    private sealed class Heard : Outlet
    {
        public override void Put(Piece piece) => piece.LetGo();

        public override void End(Exception? error)
        {
        }
    }
}
