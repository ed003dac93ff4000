using ActorMap.Functions;
using Xunit;

namespace ActorMap.Tests.Functions;

/// <summary>Of large state there are as many copies as workers, the capture among them: one that comes in the place of a lost worker takes nobody's.</summary>
public sealed class ReplacingWorkers
{
    private readonly FunctionCopies _copies = FunctionCopies.Of(new Large(), size: 1 << 30, workers: 2, replaceable: false, StateSharing.PerWorker);

    [Fact]
    public void Who_was_to_have_a_copy_has_one_though_another_came_before()
    {
        var taken = new List<object> { _copies.Take() };
        Assert.True(_copies.TryAdmit());
        taken.Add(_copies.Take());
        taken.Add(_copies.Take());
        Assert.Equal(3, taken.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public void When_all_are_given_out_nobody_else_comes()
    {
        _copies.Take();
        _copies.Take();
        Assert.False(_copies.TryAdmit());
    }

    private sealed class Large : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => item;
    }
}
