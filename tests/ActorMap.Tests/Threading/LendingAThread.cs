using ActorMap.Pool;
using ActorMap.Threading;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Tests.Threading;

/// <summary>Who waits for a small map runs the actors that others tell something meanwhile.</summary>
public sealed class LendingAThread() : TestKit(Reference.Config)
{
    private InPlaceDispatcher Dispatcher => (InPlaceDispatcher)Sys.Dispatchers.Lookup(DispatcherIds.Coordination);

    [Fact]
    public void The_lent_thread_runs_what_another_tells()
    {
        var thread = 0;
        var told = new TaskCompletionSource();
        var actor = Idle(_ =>
        {
            thread = Environment.CurrentManagedThreadId;
            told.SetResult();
        });

        using (var lent = Dispatcher.Lent.Lend())
        {
            OnAnotherThread(() => actor.Tell("from elsewhere"));
            Assert.Equal(0, thread);
            lent!.Until(told.Task);
        }

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void What_it_did_not_get_to_is_run_before_it_leaves()
    {
        var ran = 0;
        var actor = Idle(_ => ran++);

        using (Dispatcher.Lent.Lend()) OnAnotherThread(() => actor.Tell("from elsewhere"));

        Assert.Equal(1, ran);
    }

    [Fact]
    public void When_it_has_gone_whoever_tells_runs_it()
    {
        var thread = 0;
        var actor = Idle(_ => thread = Environment.CurrentManagedThreadId);
        Dispatcher.Lent.Lend()!.Dispose();

        var other = OnAnotherThread(() => actor.Tell("from elsewhere"));

        Assert.Equal(other, thread);
    }

    [Fact]
    public void What_the_lent_thread_tells_runs_at_once()
    {
        var thread = 0;
        var actor = Idle(_ => thread = Environment.CurrentManagedThreadId);

        using var lent = Dispatcher.Lent.Lend();
        actor.Tell("from here");

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void One_at_a_time_lends()
    {
        using (Dispatcher.Lent.Lend())
        {
            Assert.Null(Dispatcher.Lent.Lend());
        }

        using var next = Dispatcher.Lent.Lend();
        Assert.NotNull(next);
    }

    [Fact]
    public async Task Nothing_is_lost_while_threads_come_and_go()
    {
        const int Messages = 50_000;
        var heard = 0;
        var all = new TaskCompletionSource();
        var actor = Idle(_ =>
        {
            if (++heard == Messages) all.SetResult();
        });
        var teller = new Thread(() =>
        {
            for (var i = 0; i < Messages; i++) actor.Tell(i);
        });

        teller.Start();
        while (teller.IsAlive)
        {
            using var lent = Dispatcher.Lent.Lend();
            lent!.Until(all.Task);
        }

        await all.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(Messages, heard);
    }

    private static int OnAnotherThread(Action act)
    {
        var thread = new Thread(() => act());
        thread.Start();
        thread.Join();
        return thread.ManagedThreadId;
    }

    /// <summary>An actor that no other thread is in: the system starts it on one of its own.</summary>
    private IActorRef Idle(Action<object> act)
    {
        var started = 0;
        Action<object> receive = message =>
        {
            if (message is Begin) started = Environment.CurrentManagedThreadId;
            else act(message);
        };
        var actor = Sys.ActorOf(Props.Create(() => new Acting(receive)).WithDispatcher(DispatcherIds.Coordination));

        AwaitAssert(() =>
        {
            actor.Tell(new Begin());
            Assert.Equal(Environment.CurrentManagedThreadId, started);
        });
        return actor;
    }

    private sealed record Begin;

    private sealed class Acting(Action<object> act) : UntypedActor
    {
        protected override void OnReceive(object message) => act(message);
    }
}
