using Xunit;

namespace ActorMap.Tests.Journaling;

/// <summary>A failure is an outcome, too.</summary>
public sealed class KeepingFailures : JournalSpec<KeepingFailures>
{
    private static volatile bool s_isMended;

    public KeepingFailures() => s_isMended = false;

    [Fact]
    public async Task A_failed_item_is_not_run_again_and_is_told_as_before()
    {
        var first = await Within(ListAsync(Query(Journal.AtPath(JournalPath)).Settled()));
        TakeRan();
        var second = await Within(ListAsync(Query(Journal.AtPath(JournalPath)).Settled()));
        Assert.Empty(TakeRan());
        Assert.Equal(first.Select(Told), second.Select(Told));
        Assert.Equal(10, second.Count(outcome => !outcome.Succeeded));
        Assert.All(second.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal(2, outcome.Attempts));
    }

    [Fact]
    public async Task Failed_items_alone_are_run_again_where_that_is_asked_for()
    {
        await Within(ListAsync(Query(Journal.AtPath(JournalPath)).Settled()));
        TakeRan();
        s_isMended = true;
        Assert.Equal(Enumerable.Range(0, 100), await Within(Query(Journal.AtPath(JournalPath, retryFailed: true)).ToArrayAsync()));
        Assert.Equal([3, 13, 23, 33, 43, 53, 63, 73, 83, 93], TakeRan());

        // What was mended stays so.
        Assert.Equal(Enumerable.Range(0, 100), await Within(Query(Journal.AtPath(JournalPath)).ToArrayAsync()));
        Assert.Empty(TakeRan());
    }

    [Fact]
    public async Task The_lowest_failure_is_thrown_again()
    {
        var first = await Assert.ThrowsAsync<MapItemException>(() => Within(Query(Journal.AtPath(JournalPath)).ToArrayAsync()));
        TakeRan();
        var second = await Assert.ThrowsAsync<MapItemException>(() => Within(Query(Journal.AtPath(JournalPath)).ToArrayAsync()));
        Assert.Equal((first.Index, first.Message), (second.Index, second.Message));
        Assert.DoesNotContain(3, TakeRan());
    }

    private static object Told(MapResult<int, int> outcome) => (
        outcome.Index, outcome.Item, outcome.Value, outcome.Attempts, outcome.Worker, outcome.Duration, outcome.Error?.Message, outcome.Error?.ErrorType, outcome.Error?.RemoteStackTrace);

    private MapQuery<int, int> Query(Journal journal) => Pool.Map(
        (int item) =>
        {
            Ran.Enqueue(item);
            return item % 10 != 3 || s_isMended ? item : throw new FormatException($"{item} is unlucky");
        }, Enumerable.Range(0, 100)).With(new MapOptions { Journal = journal, Retries = 1, RetryDelay = RetryDelay.None });
}
