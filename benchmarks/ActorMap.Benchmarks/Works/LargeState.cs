using System.Diagnostics;
using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Works;

/// <summary>A function that carries much state: what a copy for each worker costs in memory and in time.</summary>
internal sealed class LargeState : Work
{
    private const string Map = "ActorMap";
    private const string Clone = "copies by hand (Array.Clone)";
    private const int Workers = 2;
    private const long State = 256L << 20;
    private const double Limit = ((1 + Workers) * State) + (64L << 20);

    public LargeState(Settings settings)
        : base("state", "256 MiB of state (double[]), 2 workers", settings) => Peers = [new Peer(Clone, CloneAsync) { WarmUp = TimeSpan.Zero }, new Peer(Map, MapAsync) { WarmUp = TimeSpan.Zero }];

    public override string? Mark => "W5";

    public override string Summary =>
        "From the call of Map until both workers have run an item, each with its copy; the peak is of a whole process that does only this, the caller's own array included. "
        + "1 GiB is touched and given back before each turn, so that what the host of a virtual machine takes to lend it memory is in nobody's time.";

    public override bool IsFresh => true;

    public override long TouchedBefore => (1 + Workers + 1) * State;

    public override IReadOnlyList<Peer> Peers { get; }

    public override Table Table(Results results)
    {
        var table = new Table("peer", "ready after", "spread", "peak memory", "spread");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var (times, peaks) = (results.Of(name), results.Of(name, 1));
            table.Row(name, Text.Time(times.Median()), Text.Spread(times, Text.Time), Text.Mebibytes(peaks.Median()), Text.Spread(peaks, Text.Mebibytes));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
    [
        Reach.AtMost($"peak memory at most (1 + workers) × state + 64 MiB = {Text.Mebibytes(Limit)}", Limit, results.Of(Map, 1).Max(), Text.Mebibytes),
        Reach.AtMost("ready in at most 0.5 s", 0.5, results.Of(Map).Median(), Text.Time),
    ];

    private static double[] CreateState()
    {
        var state = new double[State / sizeof(double)];
        for (var i = 0; i < state.Length; i++) state[i] = i;
        return state;
    }

    private static Task<Sample> CloneAsync()
    {
        var state = CreateState();
        var began = Stopwatch.GetTimestamp();
        double[][] copies = [(double[])state.Clone(), (double[])state.Clone()];
        var ready = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var sum = (long)(copies[0][1] + copies[1][2]);
        GC.KeepAlive(state);
        return Task.FromResult(new Sample([ready, ProcessMemory.Peak], sum));
    }

    private static async Task<Sample> MapAsync()
    {
        var state = CreateState();
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = Workers });
        var function = new Look(state);
        var began = Stopwatch.GetTimestamp();
        var found = await pool.Map(function, [1, 2]).With(new MapOptions { ChunkSize = 1 });
        var ready = Stopwatch.GetElapsedTime(began, Look.LastReady).TotalSeconds;
        GC.KeepAlive(function);
        return new Sample([ready, ProcessMemory.Peak], (long)found.Sum());
    }

    /// <summary>Each worker's first item waits for the other worker's: one worker can't have both.</summary>
    private sealed class Look(double[] state) : IMapFunction<int, double>
    {
        private static readonly Barrier Both = new(Workers);
        private static long _last;

        public static long LastReady => Volatile.Read(ref _last);

        public double Invoke(int item, MapContext context)
        {
            var value = state[item];
            if (!Both.SignalAndWait(TimeSpan.FromSeconds(30))) throw new TimeoutException("The other worker has not come.");
            Volatile.Write(ref _last, Stopwatch.GetTimestamp());
            return value;
        }
    }
}
