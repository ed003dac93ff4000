using System.Diagnostics;
using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Peers;

/// <summary>Peers whose figure is a time: the median of as many runs as fit in a round.</summary>
internal static class Timed
{
    private const int MostRuns = 50;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(300);

    /// <param name="name">The peer's name.</param>
    /// <param name="run">Does the work.</param>
    /// <param name="checksum">Of the results; not in the time.</param>
    /// <param name="scale">By how much the whole work is more than what is run.</param>
    /// <param name="note">What a reader must know.</param>
    /// <param name="warmUp">How long it is run before anything counts; null: as long as any peer.</param>
    public static Peer Peer<T>(string name, Func<Task<T>> run, Func<T, long> checksum, int scale = 1, string? note = null, TimeSpan? warmUp = null) => new(name, async () =>
    {
        var times = new List<double>();
        var sum = 0L;
        var round = Stopwatch.StartNew();
        while (times.Count == 0 || (round.Elapsed < RoundTime && times.Count < MostRuns))
        {
            var began = Stopwatch.GetTimestamp();
            var results = await run();
            times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds * scale);
            sum = checksum(results) * scale;
        }

        return new Sample([times.ToArray().Median()], sum);
    })
    {
        Note = note, WarmUp = warmUp ?? Harness.Peer.UsualWarmUp,
    };

    public static Peer Peer<T>(string name, Func<T> run, Func<T, long> checksum, int scale = 1, string? note = null) =>
        Peer(name, () => Task.FromResult(run()), checksum, scale, note);
}
