using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Sources;
using Xunit;

namespace ActorMap.Tests.Functions;

/// <summary>A job may be stopped again and again, and from several places.</summary>
public sealed class StoppingWork
{
    [Theory]
    [InlineData(5, 9, 5)]
    [InlineData(9, 5, 5)]
    [InlineData(5, 5, 5)]
    [InlineData(0, 5, 0)]
    public void Of_two_bounds_the_lower_stays(long first, long second, long bound)
    {
        var source = Source<int>.Of([1]).Open(null);
        var work = new Work<int, int>(new JobId(Guid.Empty, 1), new MapOptions(), FunctionCopies.Elsewhere(new object()), TimeProvider.System, source, FunctionForm.Item, Delivery.Values);
        Assert.Equal(long.MaxValue, work.Bound);
        work.StopAt(first);
        work.StopAt(second);
        Assert.Equal(bound, work.Bound);
    }
}
