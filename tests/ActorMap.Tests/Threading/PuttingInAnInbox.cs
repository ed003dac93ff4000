using ActorMap.Threading;
using Akka.Dispatch;
using Xunit;

namespace ActorMap.Tests.Threading;

/// <summary>What is given to a thread comes out as it went in, and whoever gives it something learns whether to wake it.</summary>
public sealed class PuttingInAnInbox
{
    private readonly Named[] _tasks = [.. Enumerable.Range(0, 5).Select(number => new Named(number))];
    private Inbox _inbox;

    [Fact]
    public void All_is_taken_at_once_in_its_order()
    {
        Assert.True(_inbox.IsEmpty);
        foreach (var task in _tasks) Assert.False(_inbox.Put(task));

        Assert.False(_inbox.IsEmpty);
        Assert.Equal([0, 1, 2, 3, 4], Take());
        Assert.True(_inbox.IsEmpty);
        Assert.Empty(Take());
    }

    [Fact]
    public void One_alone_comes_out_as_it_is_and_the_next_after_it()
    {
        foreach (var task in _tasks)
        {
            _inbox.Put(task);
            Assert.Equal([task.Number], Take());
        }
    }

    [Fact]
    public void Who_sleeps_is_called_once()
    {
        Assert.True(_inbox.TrySleep());
        Assert.True(_inbox.IsEmpty);
        Assert.True(_inbox.Put(_tasks[0]));
        Assert.False(_inbox.Put(_tasks[1]));

        Assert.Equal([0, 1], Take());
    }

    [Fact]
    public void Nobody_falls_asleep_beside_what_is_there_and_may_fall_asleep_twice()
    {
        _inbox.Put(_tasks[0]);
        Assert.False(_inbox.TrySleep());
        Assert.Equal([0], Take());

        Assert.True(_inbox.TrySleep());
        Assert.Empty(Take());
        Assert.True(_inbox.TrySleep());
        Assert.True(_inbox.Put(_tasks[1]));
    }

    [Fact]
    public void Many_give_and_many_take_and_each_giver_keeps_its_order()
    {
        const int Givers = 3, Each = 20_000;
        var box = new Box();
        var taken = 0;
        var disorder = 0;
        Thread[] threads =
        [
            .. Enumerable.Range(0, Givers).Select(giver => new Thread(() =>
            {
                for (var i = 1; i <= Each; i++) box.Inbox.Put(new Named((i * Givers) + giver));
            })),
            .. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
            {
                var last = new int[Givers];
                while (Volatile.Read(ref taken) < Givers * Each)
                {
                    for (var all = box.Inbox.TakeAll(); all.TryNext(out var task);)
                    {
                        var (number, giver) = Math.DivRem(((Named)task).Number, Givers);
                        if (number <= last[giver]) Interlocked.Increment(ref disorder);
                        last[giver] = number;
                        Interlocked.Increment(ref taken);
                    }
                }
            })),
        ];

        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();

        Assert.Equal(Givers * Each, taken);
        Assert.Equal(0, disorder);
    }

    private int[] Take()
    {
        var numbers = new List<int>();
        for (var all = _inbox.TakeAll(); all.TryNext(out var task);) numbers.Add(((Named)task).Number);
        return [.. numbers];
    }

    private sealed class Box
    {
        public Inbox Inbox;
    }

    private sealed record Named(int Number) : IRunnable
    {
        public void Run()
        {
        }

        public void Execute()
        {
        }
    }
}
