using ActorMap.Cluster.Tests.Nodes;
using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

public sealed class ThingsThatDoNotTravel : IAsyncLifetime
{
    private MapPool _pool = null!;

    public async Task InitializeAsync() => _pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = Reception.Deadline, HangTimeout = Reception.Deadline });

    public async Task DisposeAsync() => await _pool.DisposeAsync();

    [Fact]
    public async Task An_item_that_can_t_be_written_or_read_fails_alone()
    {
        var items = Enumerable.Range(0, 300).Select(item => new Fragile(item switch { 100 or 299 => -1, 50 or 51 or 200 => -2, _ => item })).ToArray();
        var outcomes = await SettledAsync(_pool.Map((Fragile item) => 2 * item.Value, items));

        Assert.Equal([50, 51, 100, 200, 299], outcomes.Where(outcome => !outcome.Succeeded).Select(outcome => outcome.Index));
        Assert.All(outcomes.Where(outcome => outcome.Succeeded), outcome => Assert.Equal(2 * (int)outcome.Index, outcome.Value));
        Assert.All(outcomes.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal(typeof(PayloadException).FullName, outcome.Error!.ErrorType));
        Assert.Contains("it broke on the way", outcomes[50].Error!.Message, StringComparison.Ordinal);
        Assert.IsType<PayloadException>(outcomes[100].Error!.InnerException);
        Assert.Contains("it breaks when it is packed", outcomes[100].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_can_t_be_written_or_read_fails_its_item_and_the_worker_lives()
    {
        var outcomes = await SettledAsync(_pool.Map((int item) => new Fragile(item switch { 100 => -1, 200 => -2, _ => item }), Enumerable.Range(0, 300)));

        Assert.Equal([100, 200], outcomes.Where(outcome => !outcome.Succeeded).Select(outcome => outcome.Index));
        Assert.All(outcomes.Where(outcome => outcome.Succeeded), outcome => Assert.Equal((int)outcome.Index, outcome.Value!.Value));
        Assert.Contains("it breaks when it is packed", outcomes[100].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("it broke on the way", outcomes[200].Error!.Message, StringComparison.Ordinal);
        Assert.Equal([2, 4], (IEnumerable<int>)await _pool.Map((int item) => 2 * item, [1, 2]).ToArrayAsync());
    }

    [Fact]
    public async Task A_result_of_a_derived_class_fails_its_item_rather_than_lose_a_part()
    {
        var outcomes = await SettledAsync(_pool.Map((int item) => item == 7 ? new Derived(item, 1) : new Base(item), Enumerable.Range(0, 20)));

        var failure = Assert.Single(outcomes, outcome => !outcome.Succeeded);
        Assert.Equal((7L, typeof(PayloadException).FullName), (failure.Index, failure.Error!.ErrorType));
    }

    [Fact]
    public async Task An_exception_that_can_t_even_be_read_fails_its_item()
    {
        var outcomes = await SettledAsync(_pool.Map((int item) => item == 3 ? throw new Broken() : item, Enumerable.Range(0, 5)));

        var failure = Assert.Single(outcomes, outcome => !outcome.Succeeded).Error!;
        Assert.Contains("(reading it threw NotSupportedException)", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<List<MapResult<TIn, TOut>>> SettledAsync<TIn, TOut>(MapQuery<TIn, TOut> query)
    {
        var outcomes = new List<MapResult<TIn, TOut>>();
        await Task.Run(async () =>
        {
            await foreach (var outcome in query.Settled()) outcomes.Add(outcome);
        }).WaitAsync(Reception.Deadline);
        return outcomes;
    }

    private record Base(int Value);

    private sealed record Derived(int Value, int More) : Base(Value);

    private sealed class Broken : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
