using System.Diagnostics;
using System.Text.Json;

namespace ActorMap.Benchmarks.Harness;

/// <summary>The inside of a peer's process: a line comes in, a round is run, its sample goes out.</summary>
internal static class PeerHost
{
    public const string Warm = "warm";

    public static async Task<int> RunAsync(Peer peer)
    {
        while (await Console.In.ReadLineAsync() is { } command)
        {
            var sample = command == Warm ? await WarmAsync(peer) : await MeasureAsync(peer);
            Console.WriteLine(JsonSerializer.Serialize(sample));
        }

        return 0;
    }

    /// <summary>With a pause in it: the compiler takes its time to optimise what it saw.</summary>
    private static async Task<Sample> WarmAsync(Peer peer)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < peer.WarmUpRounds || clock.Elapsed < peer.WarmUp; i++) await peer.RoundAsync();
        await Task.Delay(200);
        await peer.RoundAsync();
        return new Sample([]);
    }

    private static Task<Sample> MeasureAsync(Peer peer)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return peer.RoundAsync();
    }
}
