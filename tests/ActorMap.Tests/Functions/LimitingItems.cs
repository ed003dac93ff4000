using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Pool;
using ActorMap.Sources;
using Akka.Event;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Tests.Functions;

/// <summary>An item whose time is up is told so by its token, whatever else listens to that. Its time is what it takes itself.</summary>
public sealed class LimitingItems : TestKit
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly BusyThread _worker = new();
    private readonly TaskCompletionSource _first = new();
    private readonly TaskCompletionSource _second = new();
    private Work _work = null!;

    public LimitingItems()
        : base(Reference.Config) => Sys.EventStream.Subscribe(TestActor, typeof(Warning));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_function_registered_with_its_token_and_throws_is_logged_and_the_item_is_late_as_any_other(bool isAsync)
    {
        var chunk = Start(new Calling(context =>
        {
            using var registered = context.CancellationToken.Register(() => throw new InvalidOperationException("The process has ended already."));
            _time.Advance(Limit);
            return ValueTask.FromResult(7);
        }), isAsync ? FunctionForm.Async : FunctionForm.Item);

        Assert.IsType<TimeoutException>(Assert.Single(chunk.TakeFailures()).Original);
        Assert.Contains("The process has ended already.", ExpectMsg<Warning>().Cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void So_is_what_throws_when_the_map_is_cancelled()
    {
        Start(new Calling(async context =>
        {
            context.CancellationToken.Register(() => throw new InvalidOperationException("The process has ended already."));
            await _first.Task;
            return 7;
        }));

        _work.Cancel();
        Assert.Contains("The process has ended already.", ExpectMsg<Warning>().Cause.Message, StringComparison.Ordinal);
        AwaitAssert(() => Assert.True(_work.Cancelling.IsCompletedSuccessfully));
    }

    [Fact]
    public void Time_in_which_an_item_waits_for_its_worker_is_not_the_items()
    {
        var chunk = Start(new Calling(async context =>
        {
            await _first.Task;
            await _second.Task;
            context.CancellationToken.ThrowIfCancellationRequested();
            return 7;
        }));

        _time.Advance(Limit - (2 * Moment));
        _first.SetResult();
        _time.Advance(60 * Limit);
        _worker.RunAll();
        _time.Advance(Moment);
        _second.SetResult();
        _time.Advance(60 * Limit);
        _worker.RunAll();
        Assert.Empty(chunk.TakeFailures());
        Assert.Equal(7, chunk.Result(0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_item_that_has_ended_in_time_is_not_late_when_its_worker_is(bool fails)
    {
        var call = new TaskCompletionSource<int>();
        var chunk = Start(new Calling(_ => new ValueTask<int>(call.Task)));
        if (fails) call.SetException(new FormatException());
        else call.SetResult(7);
        _time.Advance(60 * Limit);
        _worker.RunAll();
        if (fails) Assert.IsType<FormatException>(Assert.Single(chunk.TakeFailures()).Original);
        else Assert.Equal((0, 7), (chunk.FailedCount, chunk.Result(0)));
    }

    [Fact]
    public void What_an_item_waits_for_elsewhere_is_its_time_and_after_the_grace_it_is_left_to_itself()
    {
        var token = CancellationToken.None;
        var chunk = Start(new Calling(async context =>
        {
            token = context.CancellationToken;
            await _first.Task;
            await _second.Task;
            return 7;
        }));

        _time.Advance(Limit / 2);
        _first.SetResult();
        _time.Advance(60 * Limit);
        _worker.RunAll();
        _time.Advance((Limit / 2) - Moment);
        Assert.False(token.IsCancellationRequested);
        _time.Advance(Moment);
        Assert.True(token.IsCancellationRequested);
        _time.Advance(_work.Grace - Moment);
        _worker.RunAll();
        Assert.Empty(chunk.TakeFailures());
        _time.Advance(Moment);
        _worker.RunAll();
        Assert.IsType<TimeoutException>(Assert.Single(chunk.TakeFailures()).Original);
    }

    [Fact]
    public void What_an_item_throws_that_was_left_to_itself_is_nobodys() => Assert.False(Unobserved.IsTold("thrown late", () =>
    {
        var late = new TaskCompletionSource<int>();
        var chunk = Start(new Calling(_ => new ValueTask<int>(late.Task)));

        // The worker was given up meanwhile, and does nothing any more.
        _time.Advance(Limit);
        _time.Advance(_work.Grace);
        late.SetException(new InvalidOperationException("thrown late"));
        Assert.Empty(chunk.TakeFailures());
        _worker.Stop();
    }));

    private Chunk<int, int> Start(Calling function, FunctionForm form = FunctionForm.Async)
    {
        var source = Source<int>.Of(new int[1]).Open(null, _time);
        var work = new Work<int, int>(new JobId(Guid.Empty, 1), new MapOptions { ItemTimeout = Limit }, FunctionCopies.Elsewhere(function), _time, source, form, Delivery.Values) { Logger = Sys.Log };
        var chunk = work.CreateChunk(new IndexRange(0, 1), 1);
        var applier = work.CreateApplier(new WorkerInfo(0, "here"), function, (_, _) => { });
        _work = work;
        _worker.Run(() => applier.Run(chunk, long.MaxValue));
        return (Chunk<int, int>)chunk;
    }

    private sealed class Calling(Func<MapContext, ValueTask<int>> call) : IMapFunction<int, int>, IAsyncMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => call(context).AsTask().GetAwaiter().GetResult();

        public ValueTask<int> InvokeAsync(int item, MapContext context) => call(context);
    }

    /// <summary>A worker's thread that comes to what is posted to it when the spec says so.</summary>
    private sealed class BusyThread : SynchronizationContext
    {
        private readonly Queue<Action> _posted = new();

        public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue(() => d(state));

        public void RunAll()
        {
            while (_posted.TryDequeue(out var next)) Run(next);
        }

        public void Stop() => _posted.Clear();

        public void Run(Action code)
        {
            var before = Current;
            SetSynchronizationContext(this);
            code();
            SetSynchronizationContext(before);
        }
    }
}
