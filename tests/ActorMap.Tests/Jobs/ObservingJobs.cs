using System.Collections.Concurrent;
using ActorMap.Telemetry;
using Xunit;

namespace ActorMap.Tests.Jobs;

/// <summary>Who asks where a job's time goes is told of every run of items, of what the order waited for, and of the source.</summary>
public sealed class ObservingJobs
{
    private static readonly ManualResetEventSlim Fifth = new();

    [Fact]
    public async Task Every_item_is_in_one_run_with_its_worker_its_time_and_its_failures()
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 3 });
        var told = new Told();
        var outcomes = new List<MapResult<int, int>>();
        await foreach (var outcome in pool.Map((int x) => 100 / (x % 50), Numbers(1000)).With(new MapOptions { Observer = told }).Settled()) outcomes.Add(outcome);

        Assert.Equal(Enumerable.Range(0, 1000), told.Runs.SelectMany(run => Enumerable.Range((int)run.Range.Start, (int)run.Range.Length)).Order());
        Assert.Equal(20, told.Runs.Sum(run => run.Failed));

        // One such item may take less than the clock can tell.
        Assert.All(told.Runs, run => Assert.True(run.Elapsed >= TimeSpan.Zero));
        Assert.True(told.Runs.Max(run => run.Elapsed) > TimeSpan.Zero);
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Worker, told.Runs.Single(run => run.Range.Contains(outcome.Index)).Worker));
        Assert.True(told.Reading!() > TimeSpan.Zero);
        Assert.Equal(told.Reading(), told.Reading());
    }

    [Fact]
    public async Task The_item_that_the_order_waits_for_is_named()
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 2 });
        var told = new Told();
        var query = pool.Map((int x) => HoldUp(x), Numbers(8)).With(new MapOptions { Observer = told, ChunkSize = 1, MaxInFlight = 8 });

        var taken = new List<int>();
        await foreach (var result in query) taken.Add(result);

        Assert.Equal(Enumerable.Range(0, 8), taken);
        Assert.Contains(told.Held, held => held.Index == 0 && held.Time > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_source_that_nobody_wants_more_of_is_not_being_read()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var source = ActorMap.Sources.Source<int>.Of(Numbers(2, time)).Open(null, time);
        var (rested, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        source.Start(() => (source.Ended ? ended : rested).TrySetResult());
        source.Arm(0);
        source.ReadTo(1, 1);
        await rested.Task;

        // It rests once its time stands still, a moment after its item was there.
        TimeSpan read;
        do
        {
            read = source.Reading;
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        while (source.Reading != read);
        Assert.True(read >= TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(read, source.Reading);

        source.Arm(long.MaxValue - 1);
        source.ReadTo(long.MaxValue, long.MaxValue);
        await ended.Task;
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(read + TimeSpan.FromSeconds(1), source.Reading);
    }

    private static int HoldUp(int item)
    {
        if (item == 0) Fifth.Wait();
        if (item == 5) Fifth.Set();
        return item;
    }

    private static IEnumerable<int> Numbers(int count, Microsoft.Extensions.Time.Testing.FakeTimeProvider? takesASecond = null)
    {
        for (var i = 0; i < count; i++)
        {
            takesASecond?.Advance(TimeSpan.FromSeconds(1));
            yield return i;
        }
    }

    private sealed class Told : IJobObserver
    {
        public ConcurrentBag<ChunkRun> Runs { get; } = [];

        public ConcurrentBag<(long Index, TimeSpan Time)> Held { get; } = [];

        public Func<TimeSpan>? Reading { get; private set; }

        public void Ran(in ChunkRun run) => Runs.Add(run);

        public void HeldBack(long index, TimeSpan time) => Held.Add((index, time));

        public void Begins(Func<TimeSpan> reading) => Reading = reading;
    }
}
