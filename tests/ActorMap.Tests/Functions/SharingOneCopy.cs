using ActorMap.Functions;
using Xunit;

namespace ActorMap.Tests.Functions;

/// <summary>The copy that workers share is disposed once, at the end of the job, whoever came and went before.</summary>
public sealed class SharingOneCopy
{
    private readonly FunctionCopies _copies = FunctionCopies.Capture(new Shared(), 1, replaceable: true, StateSharing.PerNode);

    [Fact]
    public async Task A_worker_that_takes_the_place_of_one_that_let_go_of_it_finds_it_whole()
    {
        var first = (Shared)_copies.Take(0);
        await _copies.ReleaseAsync(0, first);
        Assert.False(first.Life.IsOver);
        var second = _copies.Take(0);
        Assert.Same(first, second);
        Assert.Empty(_copies.Close());
        await _copies.ReleaseAsync(0, second);
        Assert.True(first.Life.IsOver);
    }

    [Fact]
    public async Task The_last_of_those_that_have_it_at_the_end_disposes_it()
    {
        var (first, second) = ((Shared)_copies.Take(0), _copies.Take(0));
        Assert.Empty(_copies.Close());
        await _copies.ReleaseAsync(0, first);
        Assert.False(first.Life.IsOver);
        await _copies.ReleaseAsync(0, second);
        Assert.True(first.Life.IsOver);
    }

    [Fact]
    public async Task Where_nobody_has_it_at_the_end_it_is_said_once_which_it_is()
    {
        var only = (Shared)_copies.Take(0);
        await _copies.ReleaseAsync(0, only);
        Assert.Same(only, Assert.Single(_copies.Close()));
        Assert.Empty(_copies.Close());
    }

    [Fact]
    public void Of_one_that_nobody_ever_had_nothing_is_left() => Assert.Empty(_copies.Close());

    [ImmutableState]
    private sealed class Shared : IMapFunction<int, int>, IDisposable
    {
        public Lifetime Life { get; } = new();

        public int Invoke(int item, MapContext context) => item;

        public void Dispose() => Life.IsOver = true;
    }

    [ImmutableState]
    private sealed class Lifetime
    {
        public bool IsOver { get; set; }
    }
}
