using ActorMap.Chunks;
using ActorMap.Messages;
using ActorMap.Tests.Simulation;
using Xunit;

namespace ActorMap.Tests.Chunks;

/// <summary>A worker starts items at one end of a chunk while the router takes the other.</summary>
public sealed class ClaimingAndCutting
{
    private const int Rounds = 20_000;

    [Fact]
    public void Claims_follow_one_another_up_to_the_end()
    {
        var cursor = new ClaimCursor(5);
        Assert.True(cursor.TryClaim(3, out var start, out var length));
        Assert.Equal((0, 3), (start, length));
        Assert.True(cursor.TryClaim(3, out start, out length));
        Assert.Equal((3, 2), (start, length));
        Assert.False(cursor.TryClaim(1, out _, out _));
    }

    [Fact]
    public void A_cut_takes_what_is_not_started_beyond_what_is_kept()
    {
        var cursor = new ClaimCursor(10);
        cursor.TryClaim(2, out _, out _);
        Assert.True(cursor.TryCut(3, out var start, out var end));
        Assert.Equal((5, 10), (start, end));
        Assert.Equal((2, 5), (cursor.Next, cursor.End));
        Assert.False(cursor.TryCut(3, out _, out _));
    }

    [Fact]
    public void The_longest_chunk_has_room()
    {
        var cursor = new ClaimCursor(int.MaxValue);
        Assert.True(cursor.TryClaim(int.MaxValue - 1, out _, out _));
        Assert.True(cursor.TryCut(0, out var start, out var end));
        Assert.Equal((int.MaxValue - 1, int.MaxValue), (start, end));
    }

    [Fact]
    public void Of_two_at_the_same_time_each_offset_has_exactly_one()
    {
        const int length = 24;
        var owners = new int[length];
        var cursor = new Shared();
        TwoThreads.Run(
            Rounds,
            prepare: _ =>
            {
                Array.Clear(owners);
                cursor.Value = new ClaimCursor(length);
            },
            first: round =>
            {
                while (cursor.Value.TryClaim(1 + (round % 3), out var start, out var claimed)) Mark(owners, start, start + claimed);
            },
            second: round =>
            {
                for (var keep = round % 8; keep >= 0; keep--)
                {
                    if (cursor.Value.TryCut(keep, out var start, out var end)) Mark(owners, start, end);
                }
            },
            check: round => Assert.True(Array.TrueForAll(owners, owner => owner == 1), $"round {round}: {string.Join(' ', owners)}"));
    }

    [Fact]
    public void An_exact_chunk_is_taken_as_a_whole_or_not_at_all()
    {
        var findings = new Findings();
        var chunk = Fresh();
        var (tail, claimed) = (default(IndexRange), 0);
        TwoThreads.Run(
            Rounds,
            prepare: _ => (chunk, tail, claimed) = (Fresh(), default, 0),
            first: round =>
            {
                Thread.SpinWait(round % 8);
                while (chunk.TryClaim(1, out var _, out var length)) claimed += length;
            },
            second: round =>
            {
                Thread.SpinWait(round % 7);
                chunk.TryTakeTail(out tail);
            },
            check: round => Assert.True(tail.IsEmpty ? claimed == 10 : claimed == 0 && tail.Length == 10, $"round {round}: {claimed} claimed, {tail} taken"));

        SimulatedChunk Fresh() => new(new IndexRange(0, 10), 1, exact: true, null, findings) { IsQueued = true };
    }

    private static void Mark(int[] owners, int start, int end)
    {
        for (var offset = start; offset < end; offset++) Interlocked.Increment(ref owners[offset]);
    }

    private sealed class Shared
    {
        public ClaimCursor Value;
    }
}
