using ActorMap.Functions;
using Xunit;

namespace ActorMap.Tests.Functions;

/// <summary>Of large state there are as many copies as workers, the capture among them: one that comes in the place of a lost worker takes nobody's but that one's.</summary>
public sealed class ReplacingWorkers
{
    private readonly FunctionCopies _copies = Of(new Large());

    [Fact]
    public void Who_was_to_have_a_copy_has_one_though_another_came_before()
    {
        var taken = new List<object> { _copies.Take(0) };
        Assert.True(_copies.TryAdmit(null));
        taken.Add(_copies.Take(1));
        taken.Add(_copies.Take(2));
        Assert.Equal(3, taken.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public void When_all_are_given_out_nobody_else_comes()
    {
        _copies.Take(0);
        _copies.Take(1);
        Assert.False(_copies.TryAdmit(null));
    }

    [Fact]
    public async Task But_one_in_the_place_of_a_worker_that_is_in_the_middle_of_nothing_takes_over_its_copy_and_disposes_it()
    {
        var (first, second) = ((Large)_copies.Take(0), (Large)_copies.Take(1));
        Assert.True(_copies.TryAdmit(1));
        Assert.Same(second, _copies.Take(2));
        Assert.False(_copies.TryAdmit(1));

        // The lost one comes back.
        await _copies.ReleaseAsync(1, second);
        Assert.Equal(0, second.Disposals);
        Assert.Empty(_copies.Close());
        await _copies.ReleaseAsync(2, second);
        await _copies.ReleaseAsync(0, first);
        Assert.Equal((1, 1), (first.Disposals, second.Disposals));
    }

    [Fact]
    public async Task What_a_worker_that_was_given_up_brings_back_is_the_next_ones_or_left_at_the_end()
    {
        var (first, second) = (_copies.Take(0), _copies.Take(1));
        await _copies.ReleaseAsync(0, first);
        await _copies.ReleaseAsync(1, second);
        Assert.True(_copies.TryAdmit(1));
        var taken = _copies.Take(2);
        Assert.Same(ReferenceEquals(first, taken) ? second : first, Assert.Single(_copies.Close()));
        Assert.Empty(_copies.Close());
    }

    [Fact]
    public void What_was_started_in_one_worker_is_not_anothers()
    {
        var copies = Of(new Started());
        var (first, second) = (copies.Take(0), copies.Take(1));
        Assert.True(copies.TryAdmit(1));
        Assert.DoesNotContain(copies.Take(2), new[] { first, second });
    }

    private static FunctionCopies Of(object function) => FunctionCopies.Of(function, size: 1 << 30, workers: 2, replaceable: false, StateSharing.PerWorker);

    private sealed class Large : IMapFunction<int, int>, IDisposable
    {
        public int Disposals { get; private set; }

        public int Invoke(int item, MapContext context) => item;

        public void Dispose() => Disposals++;
    }

    private sealed class Started : IMapFunction<int, int>, IWorkerStart
    {
        public ValueTask StartAsync(WorkerInfo worker, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public int Invoke(int item, MapContext context) => item;
    }
}
