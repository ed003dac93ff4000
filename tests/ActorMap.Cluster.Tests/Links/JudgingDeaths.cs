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
    public void One_item_in_the_process_is_one_suspect()
    {
        Assert.True(Of(new NotedItems(1, new IndexRange(2, 3), 0)).HasOneSuspect);
        Assert.False(Of(new NotedItems(1, new IndexRange(2, 3), 0), new NotedItems(2, new IndexRange(2, 3), 0)).HasOneSuspect);
        Assert.False(Of().HasOneSuspect);
    }

    private static Death Of(params NotedItems[] noted) => new(new WorkerExit(137, 9), noted);
}
