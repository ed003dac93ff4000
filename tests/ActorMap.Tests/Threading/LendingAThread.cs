using ActorMap.Pool;
using ActorMap.Threading;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorMap.Tests.Threading;

/// <summary>Who waits for a small map runs its actors when others tell them something meanwhile.</summary>
public sealed class LendingAThread() : TestKit(Reference.Config)
{
    private LentThread Lent => ((InPlaceDispatcher)Sys.Dispatchers.Lookup(DispatcherIds.Coordination)).Lent;

    [Fact]
    public void The_lent_thread_runs_what_another_tells_an_actor_of_the_map()
    {
        var thread = 0;
        var told = new TaskCompletionSource();
        var map = Map(_ =>
        {
            thread = Environment.CurrentManagedThreadId;
            told.SetResult();
        });

        using (var lent = Lent.Lend(told.Task, null))
        {
            map.Begin();
            OnAnotherThread(() => map.Actor.Tell("from elsewhere"));
            Assert.Equal(0, thread);
            lent!.Wait();
        }

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void What_it_did_not_get_to_is_run_before_it_leaves()
    {
        var ran = 0;
        var map = Map(_ => ran++);

        using (Lent.Lend(Never, null))
        {
            map.Begin();
            OnAnotherThread(() => map.Actor.Tell("from elsewhere"));
        }

        Assert.Equal(1, ran);
    }

    [Fact]
    public void Actors_of_others_are_not_its_own()
    {
        var thread = 0;
        var map = Map(_ => { });
        var other = Map(_ => thread = Environment.CurrentManagedThreadId);

        using var lent = Lent.Lend(Never, null);
        map.Begin();
        var teller = OnAnotherThread(() => other.Actor.Tell("from elsewhere"));

        Assert.Equal(teller, thread);
    }

    [Fact]
    public void Nor_is_the_one_that_it_tells_itself_to_begin()
    {
        var map = Map(_ => { });
        using var lent = Lent.Lend(Never, null);
        map.Begin();

        map.Count = 0;
        OnAnotherThread(map.Begin);

        Assert.Equal(1, map.Count);
    }

    [Fact]
    public void Nor_is_one_that_is_told_something_once_it_waits()
    {
        var thread = 0;
        var map = Map(_ => { });
        var late = Map(_ => thread = Environment.CurrentManagedThreadId);

        using var lent = Lent.Lend(Never, null);
        map.Begin();
        lent!.Wait();
        late.Begin();
        var teller = OnAnotherThread(() => late.Actor.Tell("from elsewhere"));

        Assert.Equal(teller, thread);
    }

    [Fact]
    public void When_the_map_has_ended_it_waits_no_longer()
    {
        var ran = 0;
        var map = Map(_ => ran++);
        var end = new TaskCompletionSource();

        using (var lent = Lent.Lend(end.Task, null))
        {
            map.Begin();
            end.SetResult();
            OnAnotherThread(() => map.Actor.Tell("from elsewhere"));
            lent!.Wait();
            Assert.Equal(0, ran);
        }

        Assert.Equal(1, ran);
    }

    [Fact]
    public void When_it_has_gone_whoever_tells_runs_it()
    {
        var thread = 0;
        var map = Map(_ => thread = Environment.CurrentManagedThreadId);
        using (Lent.Lend(Never, null)) map.Begin();

        var teller = OnAnotherThread(() => map.Actor.Tell("from elsewhere"));

        Assert.Equal(teller, thread);
    }

    [Fact]
    public void What_the_lent_thread_tells_runs_at_once()
    {
        var thread = 0;
        var map = Map(_ => thread = Environment.CurrentManagedThreadId);

        using var lent = Lent.Lend(Never, null);
        map.Begin();
        map.Actor.Tell("from here");

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void One_at_a_time_lends()
    {
        using (Lent.Lend(Never, null)) Assert.Null(Lent.Lend(Never, null));

        using var next = Lent.Lend(Never, null);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task Nothing_is_lost_while_threads_come_and_go()
    {
        const int Messages = 50_000, Tellers = 3;
        var heard = 0;
        var all = new TaskCompletionSource();
        var map = Map(_ =>
        {
            if (++heard == Messages * Tellers) all.SetResult();
        });
        Thread[] tellers =
        [
            .. Enumerable.Range(0, Tellers).Select(_ => new Thread(() =>
            {
                for (var i = 0; i < Messages; i++) map.Actor.Tell(i);
            })),
        ];
        Thread[] lenders =
        [
            .. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
            {
                while (tellers.Any(teller => teller.IsAlive))
                {
                    using var lent = Lent.Lend(all.Task, null);
                    map.Begin();
                    lent?.Wait();
                }
            })),
        ];

        foreach (var thread in tellers.Concat(lenders)) thread.Start();
        foreach (var thread in tellers.Concat(lenders)) thread.Join();

        await all.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(Messages * Tellers, heard);
    }

    private static readonly Task Never = new TaskCompletionSource().Task;

    private static int OnAnotherThread(Action act)
    {
        var thread = new Thread(() => act());
        thread.Start();
        thread.Join();
        return thread.ManagedThreadId;
    }

    private SmallMap Map(Action<object> act)
    {
        var map = new SmallMap(Sys, act);

        // The actor system starts actors on a thread of its own, which may not have left them.
        AwaitAssert(() =>
        {
            map.Thread = 0;
            map.Begin();
            Assert.Equal(Environment.CurrentManagedThreadId, map.Thread);
        });
        return map;
    }

    /// <summary>One actor begins it, as the pool's does, and tells another, which is the map's.</summary>
    private sealed class SmallMap
    {
        private readonly IActorRef _entry;

        public SmallMap(ActorSystem system, Action<object> act)
        {
            Actor = Start(system, message =>
            {
                if (message is Begun) Thread = Environment.CurrentManagedThreadId;
                else act(message);
            });
            _entry = Start(system, _ =>
            {
                Count++;
                Actor.Tell(new Begun());
            });
        }

        public IActorRef Actor { get; }

        public int Thread { get; set; }

        public int Count { get; set; }

        public void Begin() => _entry.Tell("begin");

        private static IActorRef Start(ActorSystem system, Action<object> act) => system.ActorOf(Props.Create(() => new Acting(act)).WithDispatcher(DispatcherIds.Coordination));
    }

    private sealed record Begun;

    private sealed class Acting(Action<object> act) : UntypedActor
    {
        protected override void OnReceive(object message) => act(message);
    }
}
