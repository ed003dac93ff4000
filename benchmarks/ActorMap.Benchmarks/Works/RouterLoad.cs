using System.Diagnostics;
using ActorMap.Benchmarks.Counting;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>What a job's router takes of a core, by the chunks that it deals: of many nodes that are only played, and of as many worker processes as the machine carries.</summary>
internal sealed class RouterLoad : Work
{
    private const int Chunk = 10;
    private const int Rate = 0, Told = 1, Router = 2, Aggregator = 3, Links = 4, Program = 5, Sent = 6, Received = 7, Memory = 8;
    private const string Hundred = "100 simulated nodes";
    private const int ChunksPerSecond = 1000;
    private const double Most = 0.05;
    private static readonly TimeSpan RealChunk = TimeSpan.FromMilliseconds(100);

    private readonly double _seconds;

    public RouterLoad(Settings settings)
        : base("router-load", "the job's router with many nodes", settings)
    {
        _seconds = settings.Quick ? 2 : 5;
        Peers =
        [
            Simulated(Hundred, 100),
            Simulated("1,000 simulated nodes", 1000),
            Real(4, 8),
            Real(settings.Quick ? 8 : 16, 8),
        ];
    }

    public override string Summary =>
        $"Items that wait, in chunks of {Chunk}: simulated nodes take as long for one as makes {ChunksPerSecond:N0} chunks a second of all of them, workers of processes {RealChunk.TotalMilliseconds} ms. The share of a core is the processor time of an actor's handlers (its thread's own clock; what handlers run in place of other actors is theirs) for each 1,000 chunks, over a second: "
        + "the looks at the clock are in it. The program is all that runs in the process of the map; of simulated nodes, they too. Bytes are those of its sockets, beats and statuses among them; its memory is what lives after a full collection while the map runs.";

    public override bool IsFresh => true;

    public override IReadOnlyList<Peer> Peers { get; }

    public override Table Table(Results results)
    {
        var table = new Table("nodes", "chunks/s", "messages/s at the router", "a chunk", "router, of a core per 1,000 chunks/s", "spread", "aggregator", "links", "program", "bytes out a chunk", "bytes in a chunk", "memory of the program");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var (rate, told, router) = (results.Of(name, Rate).Median(), results.Of(name, Told).Median(), results.Of(name, Router));
            table.Row(name, Text.Number(rate), Text.Number(rate * told), Text.Number(told), Text.Percent(router.Median()), Text.Spread(router, Text.Percent),
                Text.Percent(results.Of(name, Aggregator).Median()), Text.Percent(results.Of(name, Links).Median()), Text.Percent(results.Of(name, Program).Median()),
                Bytes(results.Of(name, Sent).Median()), Bytes(results.Of(name, Received).Median()), Text.Mebibytes(results.Of(name, Memory).Median()));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
        [Reach.AtMost($"{Hundred}, {ChunksPerSecond:N0} chunks a second: router at most {Text.Percent(Most)} of a core for them", Most, results.Of(Hundred, Router).Median(), Text.Percent)];

    private Peer Simulated(string name, int nodes) => new(name, async () =>
    {
        await using var pool = await SimulatedNodes.StartAsync(nodes, TimeSpan.FromSeconds((double)nodes / ChunksPerSecond));
        return await MeasureAsync(pool, new Same(TimeSpan.Zero), ChunksPerSecond, "link", sockets: null);
    })
    {
        WarmUp = TimeSpan.Zero,
    };

    private Peer Real(int processes, int workers) => new($"{processes} worker processes of {workers} workers", async () =>
    {
        using var sockets = new SocketBytes();
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = processes, WorkersPerProcess = workers, StartTimeout = TimeSpan.FromMinutes(3), Config = Meter.Config });
        return await MeasureAsync(pool, new Same(RealChunk / Chunk), processes * workers / RealChunk.TotalSeconds, "actormap-members/$", sockets);
    })
    {
        WarmUp = TimeSpan.Zero,
    };

    /// <param name="pool">The pool.</param>
    /// <param name="function">The function.</param>
    /// <param name="rate">How many chunks a second it can run at most.</param>
    /// <param name="links">What the links are called.</param>
    /// <param name="sockets">Null where nothing goes over any.</param>
    private async Task<Sample> MeasureAsync(MapPool pool, Same function, double rate, string links, SocketBytes? sockets)
    {
        Meter.IsTimed = true;
        var warm = RunAsync(pool, function, Items(rate, 2), links);
        await Task.WhenAny(warm, Task.Delay(TimeSpan.FromSeconds(1)));
        var memory = (double)GC.GetTotalMemory(forceFullCollection: true);
        await warm;
        var before = sockets is null ? default : await sockets.ReadAsync();
        var items = Items(rate, _seconds);
        var added = await RunAsync(pool, function, items, links);
        var after = sockets is null ? default : await sockets.ReadAsync();
        var chunks = (double)items.Length / Chunk;
        return new Sample([
            chunks / added[0], added[1] / chunks, .. added[2..].Select(seconds => seconds * 1000 / chunks),
            (after.Sent - before.Sent) / chunks, (after.Received - before.Received) / chunks, memory]);
    }

    private static string Bytes(double bytes) => bytes > 0 ? Text.Number(bytes) : "—";

    private static int[] Items(double rate, double seconds) => [.. Enumerable.Range(0, (int)(rate * seconds) * Chunk)];

    /// <returns>The seconds that it took, and what the counters say more.</returns>
    private static async Task<double[]> RunAsync(MapPool pool, Same function, int[] items, string links)
    {
        var (before, began) = (Read(links), Stopwatch.GetTimestamp());
        var results = await pool.Map(function, items).With(new MapOptions { ChunkSize = Chunk }).ToArrayAsync();
        if (!results.AsSpan().SequenceEqual(items)) throw new InvalidDataException("An item has another's result.");
        return [Stopwatch.GetElapsedTime(began).TotalSeconds, .. Read(links).Zip(before, (after, first) => after - first)];
    }

    private static double[] Read(string links) =>
        [Meter.CountOf("router"), Meter.TimeOf("router").Seconds, Meter.TimeOf("aggregator").Seconds, Meter.TimeOf(links).Seconds, Environment.CpuUsage.TotalTime.TotalSeconds];

    private sealed class Same(TimeSpan time) : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context)
        {
            if (time > TimeSpan.Zero) Thread.Sleep(time);
            return item;
        }
    }
}
