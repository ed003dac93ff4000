using System.Collections.Concurrent;
using ActorMap.Threading;
using Akka.Dispatch;
using Xunit;

namespace ActorMap.Tests.Threading;

/// <summary>Workers have threads of their own, which sleep when there is nothing to do and go when they are not needed any more.</summary>
public sealed class RunningOnAThread
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly OwnThread _thread = new("spec");
    private readonly BlockingCollection<(int Number, Thread Thread)> _ran = [];

    [Fact]
    public void What_it_is_given_runs_in_order_and_on_no_thread_of_the_pool()
    {
        for (var i = 0; i < 1000; i++) Give(i);

        var ran = Enumerable.Range(0, 1000).Select(_ => Next()).ToArray();
        Assert.Equal(Enumerable.Range(0, 1000), ran.Select(one => one.Number));
        Assert.Single(ran.Select(one => one.Thread).Distinct());
        Assert.False(ran[0].Thread.IsThreadPoolThread);
        Assert.True(ran[0].Thread.IsBackground);
        _thread.End();
    }

    [Fact]
    public void A_thread_that_sleeps_is_woken()
    {
        Give(0);
        var thread = Next().Thread;
        for (var i = 1; i <= 100; i++)
        {
            Assert.True(SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Deadline));
            Give(i);
            Assert.Equal((i, thread), Next());
        }

        _thread.End();
    }

    [Fact]
    public void An_interrupt_that_what_it_ran_did_not_meet_does_not_end_it()
    {
        _thread.Run(new Given(() =>
        {
            Thread.CurrentThread.Interrupt();
            _ran.Add((0, Thread.CurrentThread));
        }));
        var thread = Next().Thread;
        Assert.True(SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Deadline));
        Give(1);
        Assert.Equal((1, thread), Next());
        _thread.End();
    }

    [Fact]
    public void Many_may_give_it_something_at_once()
    {
        Parallel.For(0, 10_000, Give);

        Assert.Equal(Enumerable.Range(0, 10_000), Enumerable.Range(0, 10_000).Select(_ => Next().Number).Order());
        _thread.End();
    }

    [Fact]
    public void It_goes_when_it_has_run_what_it_was_given_and_what_comes_later_is_run_too()
    {
        Give(0);
        var thread = Next().Thread;
        for (var i = 1; i <= 100; i++)
        {
            _thread.End();
            Assert.True(thread.Join(Deadline));
            Give(i);
            (var number, thread) = Next();
            Assert.Equal(i, number);
        }
    }

    private void Give(int number) => _thread.Run(new Given(() => _ran.Add((number, Thread.CurrentThread))));

    private (int Number, Thread Thread) Next() => _ran.TryTake(out var one, Deadline) ? one : throw new TimeoutException("Nothing was run for a minute.");

    private sealed class Given(Action run) : IRunnable
    {
        public void Run() => run();

        public void Execute() => run();
    }
}
