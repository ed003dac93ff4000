using System.Runtime.CompilerServices;
using ActorMap.Sources;
using ActorMap.Tests.Functions;
using Xunit;

namespace ActorMap.Tests.Sources;

public sealed class StoppingSources
{
    [Fact]
    public void What_a_source_throws_when_nobody_reads_it_any_more_is_nobodys() => Assert.False(Unobserved.IsTold("thrown by the source", () =>
    {
        using var threw = new ManualResetEventSlim();
        using var read = new ManualResetEventSlim();
        var source = Source<int>.Of(Read(threw)).Open(null);
        source.ReadTo(1, 1);
        source.Start(read.Set);
        source.Arm(0);
        Assert.True(read.Wait(TimeSpan.FromMinutes(1)));
        source.Stop();
        Assert.True(threw.Wait(TimeSpan.FromMinutes(1)));
    }));

    [Fact]
    public void How_many_items_there_are_is_known_where_the_source_has_ended_and_not_where_it_was_left()
    {
        Assert.Null(TotalOf(Enumerable.Range(0, int.MaxValue).Where(_ => true), leaves: true));
        Assert.Equal(3, TotalOf(Enumerable.Range(0, 3).Where(_ => true), leaves: false));
    }

    private static long? TotalOf(IEnumerable<int> items, bool leaves)
    {
        using var advanced = new SemaphoreSlim(0);
        var source = Source<int>.Of(items).Open(null);
        source.ReadTo(5, 5);
        source.Start(() => advanced.Release());
        source.Arm(0);
        Assert.True(advanced.Wait(TimeSpan.FromMinutes(1)));
        if (leaves) source.Stop();
        source.Arm(100);
        Assert.True(advanced.Wait(TimeSpan.FromMinutes(1)));
        Assert.True(source.Ended);
        return source.Total;
    }

    private static async IAsyncEnumerable<int> Read(ManualResetEventSlim threw, [EnumeratorCancellation] CancellationToken stopped = default)
    {
        // The last that was registered is the first that is called.
        stopped.Register(threw.Set);
        stopped.Register(() => throw new InvalidOperationException("thrown by the source"));
        yield return 1;
        await Task.Delay(Timeout.Infinite, CancellationToken.None);
        yield return 2;
    }
}
