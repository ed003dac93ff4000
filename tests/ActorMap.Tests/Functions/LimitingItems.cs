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

/// <summary>An item whose time is up is told so by its token, whatever else listens to that.</summary>
public sealed class LimitingItems : TestKit
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();

    public LimitingItems()
        : base(Reference.Config) => Sys.EventStream.Subscribe(TestActor, typeof(Warning));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_function_registered_with_its_token_and_throws_is_logged_and_the_item_is_late_as_any_other(bool isAsync)
    {
        var chunk = Run(new Calling(context =>
        {
            using var registered = context.CancellationToken.Register(() => throw new InvalidOperationException("The process has ended already."));
            _time.Advance(Limit);
        }), isAsync ? FunctionForm.Async : FunctionForm.Item);

        Assert.IsType<TimeoutException>(Assert.Single(chunk.TakeFailures()).Original);
        Assert.Contains("The process has ended already.", ExpectMsg<Warning>().Cause.Message, StringComparison.Ordinal);
    }

    private Chunk Run(Calling function, FunctionForm form)
    {
        var source = Source<int>.Of(new int[1]).Open(null, _time);
        var work = new Work<int, int>(new JobId(Guid.Empty, 1), new MapOptions { ItemTimeout = Limit }, FunctionCopies.Elsewhere(function), _time, source, form, Delivery.Values) { Logger = Sys.Log };
        var chunk = work.CreateChunk(new IndexRange(0, 1), 1);
        Assert.Equal(Turn.Ended, work.CreateApplier(new WorkerInfo(0, "here"), function, (_, _) => { }).Run(chunk, long.MaxValue));
        return chunk;
    }

    private sealed class Calling(Action<MapContext> call) : IMapFunction<int, int>, IAsyncMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context)
        {
            call(context);
            return item;
        }

        public ValueTask<int> InvokeAsync(int item, MapContext context) => ValueTask.FromResult(Invoke(item, context));
    }
}
