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
