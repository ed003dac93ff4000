using ActorMap.Pool;
using ActorMap.Threading;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Tests.Threading;

/// <summary>The actors that only decide run on the thread that tells them something.</summary>
public sealed class RunningInPlace() : TestKit(Reference.Config)
{
    [Fact]
    public void An_idle_actor_has_done_it_when_tell_returns()
    {
        var thread = 0;
        var actor = Start((_, _) => thread = Environment.CurrentManagedThreadId);

        // The actor system starts it on another thread, which may not have left it.
        AwaitAssert(() =>
        {
            actor.Tell("begin");
            Assert.Equal(Environment.CurrentManagedThreadId, thread);
        });
    }

    [Fact]
    public void An_actor_that_always_has_more_to_do_does_not_keep_the_thread_that_told_it()
    {
        using var over = new CancellationTokenSource();
        var probe = CreateTestProbe();
        var actor = Start((context, _) =>
        {
            if (over.IsCancellationRequested) probe.Tell("over");
            else context.Self.Tell("again");
        });

        actor.Tell("begin");
        over.Cancel();
        probe.ExpectMsg("over", TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Actors_that_tell_each_other_take_turns_without_end()
    {
        using var over = new CancellationTokenSource();
        var probe = CreateTestProbe();
        IActorRef? other = null;
        var one = Start((_, _) => other!.Tell("to"));
        other = Start((_, _) => (over.IsCancellationRequested ? probe : one).Tell("fro"));

        one.Tell("begin");
        over.Cancel();
        probe.ExpectMsg("fro", TimeSpan.FromMinutes(1));
    }

    private IActorRef Start(Action<IActorContext, object> act) =>
        Sys.ActorOf(Akka.Actor.Props.Create(() => new Acting(act)).WithDispatcher(DispatcherIds.Coordination));

    private sealed class Acting(Action<IActorContext, object> act) : UntypedActor
    {
        protected override void OnReceive(object message) => act(Context, message);
    }
}
