using System.Globalization;
using System.Runtime.CompilerServices;
using Xunit;

namespace ActorMap.Tests.Pool;

public abstract partial class PoolContract
{
    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(10)]
    public async Task The_failure_that_is_thrown_has_the_lowest_index(int? chunk)
    {
        foreach (var items in new IEnumerable<int>[] { Enumerable.Range(0, 3000).ToArray(), Enumerable.Range(0, 3000).Where(_ => true) })
        {
            var query = Pool.Map((int i) => i % 500 == 499 ? ThrowsAt(i) : i, items).With(new MapOptions { ChunkSize = chunk });
            var error = await Assert.ThrowsAsync<MapItemException>(() => Within(query.ToArrayAsync()));
            Assert.Equal((499, 1, "System.FormatException"), (error.Index, error.Attempts, error.ErrorType));
            AssertOriginal<FormatException>(error);
            Assert.Contains("bad 499", error.Message, StringComparison.Ordinal);
            Assert.Contains(nameof(ThrowsAt), error.RemoteStackTrace, StringComparison.Ordinal);
            Assert.InRange(error.FurtherFailures, 0, 5);
        }
    }

    [Fact]
    public async Task What_lies_behind_an_error_is_told_with_it()
    {
        var query = Pool.Map((int i) => i == 3 ? throw new InvalidOperationException("the outer", new AggregateException(new TypeInitializationException("T", new FormatException("the cause")))) : i, Enumerable.Range(0, 5));
        var error = await Assert.ThrowsAsync<MapItemException>(() => Within(query.ToArrayAsync()));
        Assert.Contains("the outer", error.Message, StringComparison.Ordinal);
        Assert.Contains("---> System.FormatException: the cause", error.RemoteStackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_of_a_types_initializer_is_told_with_its_cause()
    {
        var query = Pool.Map((int i) => i == 3 ? throw new TypeInitializationException("T", new FormatException("the cause")) : i, Enumerable.Range(0, 5));
        Assert.Contains("System.FormatException: the cause", (await Assert.ThrowsAsync<MapItemException>(() => Within(query.ToArrayAsync()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_before_a_failure_are_delivered_and_nothing_after_it()
    {
        var (values, error) = await FailureAsync<int, MapItemException>(Pool.Map((int i) => i == 700 ? throw new FormatException() : i, Forever()));
        Assert.Equal(Enumerable.Range(0, 700), values);
        Assert.Equal(700, error.Index);
    }

    [Fact]
    public async Task Halt_never_runs_everything_then_throws_the_lowest()
    {
        var name = Witness.New();
        var query = Pool.Map((int i) => { Witness.Tell(name, i); return i % 100 == 50 ? throw new FormatException() : i; }, Enumerable.Range(0, 1000));
        var (values, error) = await FailureAsync<int, MapItemException>(query.With(new MapOptions { Halt = Halt.Never, MaxInFlight = 40 }));
        Assert.Equal(Enumerable.Range(0, 50), values);
        Assert.Equal((50, 9), (error.Index, error.FurtherFailures));
        Assert.Equal(1000, Witness.Count(name));
    }

    [Fact]
    public async Task Settled_delivers_failures_as_values_in_order()
    {
        var outcomes = await ListAsync(Pool.Map((int i) => i % 3 == 0 ? throw new FormatException($"no {i}") : i, Enumerable.Range(0, 1000)).Settled());
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), outcomes.Select(outcome => outcome.Index));
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Item % 3 != 0, outcome.Succeeded));
        Assert.All(outcomes.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal(outcome.Index, outcome.Error!.Index));
    }

    [Fact]
    public async Task The_third_failure_in_input_order_halts_and_is_delivered_last()
    {
        var query = Pool.Map((int i) => i % 10 == 9 ? throw new FormatException() : i, Enumerable.Range(0, 1000)).With(new MapOptions { Halt = Halt.After(3) });
        var (outcomes, error) = await FailureAsync<MapResult<int, int>, MapHaltedException>(query.Settled());
        Assert.Equal(Enumerable.Range(0, 30).Select(i => (long)i), outcomes.Select(outcome => outcome.Index));
        Assert.Equal(3, outcomes.Count(outcome => !outcome.Succeeded));
        Assert.True(error.Failed == 3 && error.Done >= 3, error.Message);
    }

    [Fact]
    public async Task A_fraction_of_failures_halts()
    {
        var query = Pool.Map((int i) => i % 2 == 0 ? throw new FormatException() : i, Forever()).With(new MapOptions { Halt = Halt.AfterFraction(0.05, 50) });
        var (outcomes, error) = await FailureAsync<MapResult<int, int>, MapHaltedException>(query.Settled());
        Assert.True(outcomes.Count >= 50, $"{outcomes.Count}");
        Assert.Equal(Enumerable.Range(0, outcomes.Count).Select(i => (long)i), outcomes.Select(outcome => outcome.Index));
        Assert.True(error.Failed > 0.05 * error.Done);
        var (completed, _) = await FailureAsync<MapResult<int, int>, MapHaltedException>(
            Pool.Map((int i) => i % 2 == 0 ? throw new FormatException() : i, Forever()).With(new MapOptions { Halt = Halt.After(2) }).AsCompleted());
        Assert.True(completed.Count(outcome => !outcome.Succeeded) >= 2);
    }

    [Fact]
    public async Task A_failed_item_is_tried_again_on_another_worker()
    {
        var query = Pool.Map((int i, MapContext context) => context.Attempt < 3 && i % 10 == 0 ? throw new FormatException() : (i, context.Attempt, context.Worker.Number), Enumerable.Range(0, 100));
        var outcomes = await ListAsync(query.With(new MapOptions { Retries = 2, RetryDelay = RetryDelay.None }).Settled());
        Assert.All(outcomes, outcome => Assert.Equal((outcome.Item, outcome.Item % 10 == 0 ? 3 : 1), (outcome.Value.i, outcome.Value.Attempt)));
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Value.Attempt, outcome.Attempts));

        var name = Witness.New();
        await Within(Pool.Map((int i, MapContext context) => { Witness.Tell(name, context.Worker); return context.Attempt == 1 ? throw new FormatException() : i; }, new[] { 5 })
            .With(new MapOptions { Retries = 1, RetryDelay = RetryDelay.Constant(TimeSpan.FromMilliseconds(1)) }).ToArrayAsync());
        Assert.Equal(Workers > 1 ? 2 : 1, Witness.Heard(name).Distinct().Count());
    }

    [Fact]
    public async Task Retries_end_and_only_what_is_worth_it_is_tried_again()
    {
        var error = await Assert.ThrowsAsync<MapItemException>(() => Within(Pool.Map((Func<int, int>)(_ => throw new FormatException()), new[] { 1 })
            .With(new MapOptions { Retries = 3, RetryDelay = RetryDelay.None }).ToArrayAsync()));
        Assert.Equal(4, error.Attempts);
        error = await Assert.ThrowsAsync<MapItemException>(() => Within(Pool.Map((Func<int, int>)(_ => throw new FormatException()), new[] { 1 })
            .With(new MapOptions { Retries = 3, RetryWhen = thrown => thrown is TimeoutException }).ToArrayAsync()));
        Assert.Equal(1, error.Attempts);
        error = await Assert.ThrowsAsync<MapItemException>(() => Within(Pool.Map((Func<int, int>)(_ => throw new FormatException()), new[] { 1 })
            .With(new MapOptions { Retries = 3, RetryWhen = _ => throw new InvalidOperationException() }).ToArrayAsync()));
        Assert.Equal(1, error.Attempts);
    }

    [Fact]
    public async Task Retries_do_not_disturb_order_with_a_stream()
    {
        var query = Pool.Map((int i, MapContext context) => context.Attempt == 1 && i % 7 == 0 ? throw new FormatException() : i, Enumerable.Range(0, 2000).Where(_ => true));
        Assert.Equal(Enumerable.Range(0, 2000), await ListAsync(query.With(new MapOptions { Retries = 1, RetryDelay = RetryDelay.None, MaxInFlight = 50 })));
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failure()
    {
        var error = await Assert.ThrowsAsync<MapItemException>(() => Within(Pool.Map((int i) => i == 3 ? throw new OperationCanceledException() : i, Enumerable.Range(0, 10)).ToArrayAsync()));
        Assert.Equal((3, "System.OperationCanceledException"), (error.Index, error.ErrorType));
        error = await Assert.ThrowsAsync<MapItemException>(() => Within(Pool.Map(async (int i) => { await Task.Yield(); return i == 3 ? throw new TaskCanceledException() : i; }, Enumerable.Range(0, 10)).ToArrayAsync()));
        Assert.Equal(3, error.Index);
    }

    [Fact]
    public async Task An_exception_with_a_broken_message_is_told_all_the_same()
    {
        var error = await Assert.ThrowsAsync<MapItemException>(() => Within(Pool.Map((Func<int, int>)(_ => throw new BrokenException()), new[] { 1 }).ToArrayAsync()));
        Assert.Contains(nameof(BrokenException), error.ErrorType, StringComparison.Ordinal);
        Assert.Contains("NotSupportedException", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_that_throws_blames_its_own_item()
    {
        foreach (var chunk in new int?[] { null, 10 })
        {
            var outcomes = await ListAsync(Pool.Map(new PickyBatch(), Enumerable.Range(0, 100)).With(new MapOptions { ChunkSize = chunk }).Settled());
            Assert.Equal(new[] { 13L, 77L }, outcomes.Where(outcome => !outcome.Succeeded).Select(outcome => outcome.Index));
            Assert.All(outcomes.Where(outcome => outcome.Succeeded), outcome => Assert.Equal(outcome.Item, outcome.Value));
        }
    }

    [Fact]
    public async Task An_item_that_takes_too_long_fails_with_a_timeout_and_the_rest_goes_on()
    {
        var limited = new MapOptions { ItemTimeout = Limit };
        var query = Pool.Map((int i, MapContext context) => i == 5 && context.CancellationToken.WaitHandle.WaitOne() ? throw new OperationCanceledException(context.CancellationToken) : i, Enumerable.Range(0, 20));
        var outcomes = await ListAsync(query.With(limited).Settled());
        Assert.Equal(new[] { 5L }, outcomes.Where(outcome => !outcome.Succeeded).Select(outcome => outcome.Index));
        Assert.Equal("Item 5 took longer than its time of 0.5 s.", Assert.IsType<TimeoutException>(outcomes[5].Error!.InnerException).Message);

        var late = await ListAsync(Pool.Map((int i, MapContext context) => { if (i == 5) context.CancellationToken.WaitHandle.WaitOne(); return i; }, Enumerable.Range(0, 20)).With(limited).Settled());
        Assert.IsType<TimeoutException>(late[5].Error!.InnerException);

        var waiting = await ListAsync(Pool.Map(async (int i, CancellationToken token) => { if (i == 5) await Task.Delay(-1, token); return i; }, Enumerable.Range(0, 20)).With(limited).Settled());
        Assert.IsType<TimeoutException>(waiting[5].Error!.InnerException);
        Assert.Equal(19, waiting.Count(outcome => outcome.Succeeded));
    }

    [Fact]
    public async Task A_function_that_ignores_its_timeout_is_abandoned_and_its_worker_replaced()
    {
        await using var pool = await StartAsync(Hasty(Workers));
        var gate = Witness.New();
        var limited = new MapOptions { ItemTimeout = Limit };
        var outcomes = await ListAsync(pool.Map((int i) => { if (i == 5) Gate.Pass(gate); return i; }, Enumerable.Range(0, 50)).With(limited).Settled());
        Assert.IsType<TimeoutException>(outcomes[5].Error!.InnerException);
        Assert.Equal(49, outcomes.Count(outcome => outcome.Succeeded));
        await WorkersAreBackAsync(pool);

        var deaf = await ListAsync(pool.Map(async (int i) => { if (i == 5) await Gate.PassAsync(gate); return i; }, Enumerable.Range(0, 50)).With(limited).Settled());
        Assert.IsType<TimeoutException>(deaf[5].Error!.InnerException);
        Assert.Equal(new[] { 0, 1, 2 }, await Within(pool.Map((int i) => i, Enumerable.Range(0, 3)).ToArrayAsync()));
        Gate.Open(gate);
    }

    [Fact]
    public async Task A_timeout_can_be_tried_again()
    {
        await using var pool = await StartAsync(Hasty(Workers));
        var gate = Witness.New();
        var results = await Within(pool.Map((int i, MapContext context) => { if (i == 5 && context.Attempt == 1) Gate.Pass(gate); return i; }, Enumerable.Range(0, 50).ToArray())
            .With(new MapOptions { ItemTimeout = Limit, Retries = 1, RetryDelay = RetryDelay.None }).ToArrayAsync());
        Assert.Equal(Enumerable.Range(0, 50), results);
        Gate.Open(gate);
    }

    // Inlined, it would have no line of its own in the stack trace.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ThrowsAt(int i) => throw new FormatException($"bad {i}");

    // An item that takes no time must not be taken for one that is late because the machine is busy.
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(500);

    /// <summary>Options of a pool that is quick to give up the deaf.</summary>
    private static PoolOptions Hasty(int workers) => new()
    {
        Workers = workers,
        Config = Akka.Configuration.ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $"actormap.grace = 50ms")),
    };

    private sealed class BrokenException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }

    private sealed class PickyBatch : IBatchMapFunction<int, int>
    {
        public void Invoke(ReadOnlySpan<int> items, Span<int> results, MapContext context)
        {
            foreach (var item in items)
            {
                if (item is 13 or 77) throw new FormatException();
            }

            items.CopyTo(results);
        }
    }
}
