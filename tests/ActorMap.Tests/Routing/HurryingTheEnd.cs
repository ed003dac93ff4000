using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Routing;
using ActorMap.Sources;
using ActorMap.Workers;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Tests.Routing;

/// <summary>A function may take half a minute to be disposed; of a map that is cancelled nobody waits for that.</summary>
public sealed class HurryingTheEnd : TestKit
{
    private readonly FakeTimeProvider _time = new();
    private readonly Roster _roster = new();
    private readonly TestProbe _worker;
    private readonly TestProbe _router;
    private readonly TestProbe _job;
    private readonly Work<int, int> _work;
    private readonly Closing _closing;

    public HurryingTheEnd()
    {
        (_worker, _router, _job) = (CreateTestProbe(), CreateTestProbe(), CreateTestProbe());
        _work = new Work<int, int>(
            new JobId(Guid.NewGuid(), 1), new MapOptions(), FunctionCopies.Capture(new Slow(), 1, replaceable: false, StateSharing.PerWorker), _time, Source<int>.Of(new int[4]).Open(null, _time), FunctionForm.Item, Delivery.Array);
        var handle = new WorkerHandle(new WorkerInfo(0, "here"), _worker);
        var chunk = _work.CreateChunk(new IndexRange(0, 4), 1);
        _roster.Join(handle);
        _roster.Dealt(handle, chunk);
        Assert.True(chunk.TryPickUp());
        Assert.True(_roster.Ended(chunk));
        _closing = new Closing(_work, _roster, CreateTestProbe(), _job, _router, () => { });
    }

    [Fact]
    public void What_is_disposed_at_the_end_has_half_a_minute()
    {
        Dispose(() => { });
        _time.Advance(TimeSpan.FromSeconds(29));
        _router.ExpectNoMsg(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(1));
        GivesUp();
    }

    [Fact]
    public void Of_a_map_that_was_cancelled_before_it_has_a_second_and_a_quarter() => Dispose(_work.Cancel, hurried: true);

    [Fact]
    public void And_of_one_that_is_cancelled_meanwhile_as_long_from_then_on()
    {
        Dispose(() => { });
        _time.Advance(TimeSpan.FromSeconds(10));
        _closing.OnReceive(new CancelJob(_work.Job, null));
        _closing.OnReceive(new CancelJob(_work.Job, null));
        Hurried();
    }

    private void Dispose(Action before, bool hurried = false)
    {
        before();
        _closing.Begin();
        _worker.ExpectMsg<ReleaseJob>().Begin();
        if (hurried) Hurried();
    }

    private void Hurried()
    {
        _time.Advance(TimeSpan.FromSeconds(1.2));
        _router.ExpectNoMsg(TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(0.05));
        GivesUp();
    }

    private void GivesUp()
    {
        _closing.OnReceive(_router.ExpectMsg<GraceOver>());
        _job.ExpectMsg<JobClosed>();
    }

    private sealed class Slow : IMapFunction<int, int>, IDisposable
    {
        public int Invoke(int item, MapContext context) => item;

        public void Dispose()
        {
        }
    }
}
