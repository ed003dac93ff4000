namespace ActorMap.Tests.Chunks;

/// <summary>Lets two threads do something at the same time, again and again; they meet before and after each round.</summary>
internal static class TwoThreads
{
    public static void Run(int rounds, Action<int> prepare, Action<int> first, Action<int> second, Action<int> check)
    {
        Exception? error = null;
        using var barrier = new Barrier(2);
        var other = new Thread(() =>
        {
            for (var round = 0; round < rounds; round++)
            {
                barrier.SignalAndWait();
                second(round);
                barrier.SignalAndWait();
            }
        });
        other.Start();
        for (var round = 0; round < rounds; round++)
        {
            prepare(round);
            barrier.SignalAndWait();
            first(round);
            barrier.SignalAndWait();
            error ??= Try(check, round);
        }

        other.Join();
        if (error is not null) throw error;
    }

    /// <summary>The other thread must come to its end, too.</summary>
    private static Exception? Try(Action<int> check, int round)
    {
        try
        {
            check(round);
            return null;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }
}
