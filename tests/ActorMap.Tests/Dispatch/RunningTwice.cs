using ActorMap.Dispatch;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Tests.Dispatch;

/// <summary>Which ranges run a second time, and where.</summary>
public sealed class RunningTwice
{
    private readonly Speculation _speculation = new();

    [Fact]
    public void The_oldest_runs_first_and_none_more_than_twice()
    {
        var running = new List<(int, IAssignment)> { (1, new Holding(10, 20) { Number = 2 }), (2, new Holding(0, 10) { Number = 1, Ended = 4 }) };
        Assert.Equal(new IndexRange(4, 10), Choose(3, running));
        running.Add((3, new Holding(4, 10) { Number = 3 }));
        Assert.Equal(new IndexRange(10, 20), Choose(4, running));
        running.Add((4, new Holding(10, 20) { Number = 4 }));
        Assert.Null(Choose(5, running));
    }

    [Fact]
    public void Who_still_runs_something_has_something_to_do()
    {
        var running = new List<(int, IAssignment)> { (1, new Holding(0, 10) { Number = 1 }), (2, new Holding(10, 20) { Number = 2 }) };
        Assert.Null(Choose(1, running));
        Assert.Null(Choose(2, running));
        Assert.Equal(new IndexRange(0, 10), Choose(3, running));
    }

    [Fact]
    public void What_has_ended_does_not_run_again() => Assert.Null(Choose(2, [(1, new Holding(0, 10) { Ended = 10 })]));

    [Fact]
    public void What_has_an_outcome_does_not_run_again()
    {
        var running = new List<(int, IAssignment)> { (1, new Holding(0, 10) { Number = 1 }), (2, new Holding(10, 20) { Number = 2 }) };
        Assert.Equal(new IndexRange(14, 20), Choose(3, running, head: 14));
        Assert.Null(Choose(4, running, head: 20));
    }

    [Fact]
    public void Of_two_copies_that_fail_the_first_is_news()
    {
        Assert.True(_speculation.IsNews(3, 1));
        Assert.False(_speculation.IsNews(3, 1));
        Assert.True(_speculation.IsNews(3, 2));
        Assert.True(_speculation.IsNews(4, 1));
    }

    private IndexRange? Choose(int worker, List<(int, IAssignment)> running, long head = 0) => _speculation.TryChoose(worker, running, head, out _, out var undone) ? undone : null;
}
