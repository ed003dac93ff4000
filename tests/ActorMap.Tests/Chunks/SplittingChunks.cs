using ActorMap.Messages;
using ActorMap.Tests.Simulation;
using Xunit;

namespace ActorMap.Tests.Chunks;

/// <summary>What of a chunk is done, undone, given back, and can be taken over.</summary>
public sealed class SplittingChunks
{
    private readonly SimulatedChunk _chunk = Chunk(exact: false);

    [Fact]
    public void Half_of_what_is_not_started_can_be_taken()
    {
        _chunk.TryClaim(20, out _, out _);
        Assert.Equal(80, _chunk.Unstarted);
        Assert.True(_chunk.TryTakeTail(out var tail));
        Assert.Equal(new IndexRange(160, 200), tail);
        Assert.Equal(new IndexRange(100, 160), _chunk.Range);
    }

    [Fact]
    public void Less_than_the_worker_starts_at_once_is_not_worth_taking()
    {
        _chunk.TryClaim(70, out _, out _);
        _chunk.Step = 31;
        Assert.False(_chunk.TryTakeTail(out _));
        _chunk.Step = 30;
        Assert.True(_chunk.TryTakeTail(out _));
    }

    [Fact]
    public void A_chunk_that_is_about_to_start_stays_and_one_that_waits_can_be_taken()
    {
        Assert.False(_chunk.TryTakeTail(out _));
        _chunk.IsQueued = true;
        Assert.True(_chunk.TryTakeTail(out var tail));
        Assert.Equal(50, tail.Length);
    }

    [Fact]
    public void An_exact_chunk_that_has_started_is_not_split()
    {
        var chunk = Chunk(exact: true);
        chunk.IsQueued = true;
        chunk.TryClaim(1, out _, out _);
        Assert.False(chunk.TryTakeTail(out _));
        Assert.Equal(101, chunk.Next);
    }

    [Theory]
    [InlineData(50, 0)]
    [InlineData(100, 0)]
    [InlineData(115, 15)]
    [InlineData(140, 40)]
    [InlineData(long.MaxValue, 40)]
    public void A_step_ends_before_a_bound_that_lies_in_it(long bound, int end)
    {
        _chunk.TryClaim(40, out _, out _);
        _chunk.StepEnd = 40;
        _chunk.StopAt(bound);
        Assert.Equal(end, _chunk.StepEnd);
        _chunk.StopAt(bound);
        Assert.Equal(end, _chunk.StepEnd);
    }

    [Fact]
    public void What_is_given_back_is_not_started_any_more()
    {
        _chunk.TryClaim(40, out _, out _);
        Assert.Equal(new IndexRange(140, 200), _chunk.GiveBack());
        Assert.False(_chunk.TryClaim(1, out _, out _));
        Assert.Equal(new IndexRange(140, 200), _chunk.GiveBack());
    }

    [Fact]
    public void Of_a_lost_workers_chunk_everything_is_either_done_or_dealt_again()
    {
        _chunk.TryClaim(40, out _, out _);
        _chunk.Completed = 25;
        var (done, left) = _chunk.GiveUp();
        Assert.Equal([new(100, 125)], done);
        Assert.Equal([new(125, 140), new(140, 200)], left);
    }

    [Fact]
    public void The_item_that_was_given_up_is_not_dealt_again()
    {
        _chunk.TryClaim(1, out _, out _);
        _chunk.Running.Begin(0, 0);
        Assert.True(_chunk.Running.TryGiveUp(0));
        Assert.Equal([new(101, 101), new(101, 200)], _chunk.GiveUp().Left);
    }

    [Fact]
    public void Where_items_wait_what_is_done_lies_here_and_there()
    {
        var chunk = new SimulatedChunk(new IndexRange(10, 14), 1, false, null, new Findings()) { EndedOutOfOrder = new bool[4] };
        chunk.TryClaim(3, out _, out _);
        chunk.EndedOutOfOrder[1] = true;
        var (done, left) = chunk.GiveUp();
        Assert.Equal([IndexRange.Single(11)], done);
        Assert.Equal([IndexRange.Single(10), IndexRange.Single(12), new(13, 14)], left);
    }

    [Fact]
    public void Failures_are_told_once_and_split_what_succeeded()
    {
        var runs = new List<IndexRange>();
        _chunk.Succeeded(new IndexRange(100, 110), runs);
        Assert.Equal([new(100, 110)], runs);
        foreach (var index in new[] { 109, 104, 105 }) _chunk.Fail(new ItemFailure(index, 1, _chunk.Worker, "E", "", null, null, default));
        Assert.True(_chunk.HasUntoldFailures);
        Assert.Equal([109, 104, 105], _chunk.TakeFailures().Select(failure => failure.Index));
        Assert.Empty(_chunk.TakeFailures());
        Assert.False(_chunk.HasUntoldFailures);
        _chunk.Succeeded(new IndexRange(100, 110), runs);
        Assert.Equal([new(100, 104), new(106, 109)], runs);
    }

    private static SimulatedChunk Chunk(bool exact) => new(new IndexRange(100, 200), 1, exact, null, new Findings());
}
