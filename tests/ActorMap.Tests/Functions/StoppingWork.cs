using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Sources;
using ActorMap.Tests.Chunks;
using Xunit;

namespace ActorMap.Tests.Functions;

/// <summary>A job may be stopped by several at once.</summary>
public sealed class StoppingWork
{
    private Work<int, int> _work = Job();

    [Fact]
    public void Of_two_bounds_that_are_set_at_the_same_time_the_lower_stays() => TwoThreads.Run(
        100_000,
        prepare: _ => _work = Job(),
        first: _ => _work.StopAt(0),
        second: _ => _work.StopAt(5),
        check: _ => Assert.Equal(0, _work.Bound));

    private static Work<int, int> Job() =>
        new(new JobId(Guid.Empty, 1), new MapOptions(), FunctionCopies.Elsewhere(new object()), TimeProvider.System, Source<int>.Of([1]).Open(null), FunctionForm.Item, Delivery.Values);
}
