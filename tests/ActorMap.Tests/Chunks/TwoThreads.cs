namespace ActorMap.Tests.Chunks;

/// <summary>Lets two threads do something at the same time, again and again; they meet before and after each round.</summary>
internal sealed class TwoThreads
{
    private long _arrived;
    private long _meetings;
    private Exception? _error;

    public static void Run(int rounds, Action<int> prepare, Action<int> first, Action<int> second, Action<int> check)
    {
        var both = new TwoThreads();
        var other = new Thread(() =>
        {
            for (var round = 0; round < rounds; round++)
            {
                Meet(ref both._arrived, (4L * round) + 2);
                second(round);
                Meet(ref both._arrived, (4L * round) + 4);
            }
        });
        other.Start();
        for (var round = 0; round < rounds; round++)
        {
            both.Try(prepare, round);
            both.Meet();
            both.Try(first, round);
            both.Meet();
            both.Try(check, round);
        }

        other.Join();
        if (both._error is { } error) throw error;
    }

    private void Meet() => Meet(ref _arrived, _meetings += 2);

    /// <summary>Spins, since who is woken comes microseconds later, and what is to be seen takes nanoseconds.</summary>
    private static void Meet(ref long arrived, long both)
    {
        Interlocked.Increment(ref arrived);
        var spin = default(SpinWait);
        while (Volatile.Read(ref arrived) < both) spin.SpinOnce(sleep1Threshold: -1);
    }

    /// <summary>The other thread must come to its end whatever goes wrong here.</summary>
    private void Try(Action<int> action, int round)
    {
        try
        {
            if (_error is null) action(round);
        }
        catch (Exception thrown)
        {
            _error = thrown;
        }
    }
}
