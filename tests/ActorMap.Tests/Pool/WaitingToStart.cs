using ActorMap.Aggregation;
using ActorMap.Functions;
using ActorMap.Jobs;
using ActorMap.Messages;
using ActorMap.Pool;
using ActorMap.Sources;
using Xunit;

namespace ActorMap.Tests.Pool;

/// <summary>What a pool's actor was told and did not read ends all the same.</summary>
public sealed class WaitingToStart
{
    private readonly WaitingPlans _waiting = new();
    private readonly List<string> _ended = [];

    [Fact]
    public void A_map_that_nobody_has_started_ends_when_nobody_will()
    {
        var (started, waits) = (Plan("started"), Plan("waits"));
        _waiting.Add(started);
        _waiting.Add(waits);
        Assert.True(_waiting.TryTake(started));
        Assert.Empty(_ended);

        _waiting.Close();
        Assert.Equal(["waits"], _ended);
        Assert.False(_waiting.TryTake(waits));
    }

    [Fact]
    public void One_that_comes_later_ends_at_once()
    {
        _waiting.Close();
        _waiting.Add(Plan("late"));
        Assert.Equal(["late"], _ended);

        // The pool's actor failed on a defect of ours, and was made anew.
        _waiting.Open();
        _waiting.Add(Plan("next"));
        Assert.Equal(["late"], _ended);
    }

    private JobPlan Plan(string name)
    {
        var source = Source<int>.Of([1]).Open(null);
        var work = new Work<int, int>(new JobId(Guid.Empty, 1), new MapOptions(), FunctionCopies.Elsewhere(new object()), TimeProvider.System, source, FunctionForm.Item, Delivery.Values);
        return new JobPlan(work, new Told(error => _ended.Add(error is PoolUnavailableException ? name : $"{error}")), name);
    }

    private sealed class Told(Action<Exception?> ended) : Outlet
    {
        public override void Put(Piece piece) => piece.LetGo();

        public override void End(Exception? error) => ended(error);
    }
}
