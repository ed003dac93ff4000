using ActorMap.Cluster.Links;
using ActorMap.Messages;
using ActorMap.Slots;
using Xunit;

namespace ActorMap.Cluster.Tests.Links;

public sealed class JudgingDeaths
{
    [Fact]
    public void Only_what_was_noted_of_the_job_is_suspect()
    {
        var death = Of(new NotedItems(1, new IndexRange(5, 6), 0), new NotedItems(2, new IndexRange(7, 8), 0), new NotedItems(1, new IndexRange(3, 4), 0));
        Assert.Equal([(new(0, 3), false), (new(3, 4), true), (new(4, 5), false), (new(5, 6), true), (new(6, 10), false)], death.Split(1, new IndexRange(0, 10)));
        Assert.Equal([(new(7, 8), true), (new(8, 9), false)], death.Split(2, new IndexRange(7, 9)));
        Assert.Equal([(new(0, 10), false)], death.Split(3, new IndexRange(0, 10)));
        Assert.Equal([(new(6, 9), false)], death.Split(1, new IndexRange(6, 9)));
    }

    [Fact]
    public void All_of_a_batch_is_suspect()
    {
        var death = Of(new NotedItems(1, new IndexRange(2, 5), 0));
        Assert.Equal([(new(3, 4), true), (new(4, 5), true), (new(5, 6), false)], death.Split(1, new IndexRange(3, 6)));
        Assert.False(death.HasOneSuspect);
    }

    [Fact]
    public void Whatever_another_process_says_was_noted_is_looked_at_within_the_range_only()
    {
        var death = Of(new NotedItems(1, new IndexRange(0, long.MaxValue), 0), new NotedItems(1, new IndexRange(4, 6), 0), new NotedItems(1, new IndexRange(long.MaxValue - 1, long.MaxValue), 0));
        Assert.Equal([(new(4, 5), true), (new(5, 6), true)], death.Split(1, new IndexRange(4, 6)));
        Assert.False(death.HasOneSuspect);
    }

    [Fact]
    public void Jobs_of_two_pools_have_two_marks_and_those_of_one_have_one_each()
    {
        var pool = Guid.NewGuid();
        var marks = Enumerable.Range(1, 1_000).SelectMany(number => (long[])[new JobId(pool, number).Mark, new JobId(Guid.NewGuid(), number).Mark]).ToArray();
        Assert.Equal(marks.Length, marks.Distinct().Count());
        Assert.All(marks, mark => Assert.InRange(mark, 0, long.MaxValue));
    }

    [Fact]
    public void One_item_in_the_process_is_one_suspect()
    {
        Assert.True(Of(new NotedItems(1, new IndexRange(2, 3), 0)).HasOneSuspect);
        Assert.False(Of(new NotedItems(1, new IndexRange(2, 3), 0), new NotedItems(2, new IndexRange(2, 3), 0)).HasOneSuspect);
        Assert.False(Of().HasOneSuspect);
    }

    private static Death Of(params NotedItems[] noted) => new(new WorkerExit(137, 9), noted);
}
