using System.Globalization;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>Next to nothing an item, in a program of another language: what the way to it and back costs.</summary>
internal sealed class ProgramLines : Work
{
    private const int Count = 100_000;
    private const int Warm = 200;
    private const string Map = "actormap map -- python3 worker.py";

    private static readonly int[] Chunks = [100, 1_000, 5_000];

    private readonly string[] _pools = [.. Chunks.Select(Pool)];

    public ProgramLines(Settings settings)
        : base("program", "`(a + b) * k` in Python over 100,000 JSON lines", settings)
    {
        var server = new LineServer(Warm, Count, i => $"{{\"a\": {i}, \"b\": {i + 1}}}");
        var workers = Number(Settings.Cores);
        var tool = settings.Tool ?? "actormap";
        Peers =
        [
            new Peer(Map, () => server.MeasureAsync(tool, "map", "-j", workers, "--", "python3", Script("worker.py"), "100")) { WarmUp = TimeSpan.Zero },
            .. Chunks.Select(chunk => new Peer(Pool(chunk), () => server.MeasureAsync("python3", Script("program_pool.py"), workers, Number(chunk), Number(Warm))) { WarmUp = TimeSpan.Zero }),
        ];
    }

    public override string? Mark => "W8";

    public override string Summary =>
        $"From a pipe to a pipe, both programs warm: {Warm} lines have gone before. The function is that of `samples/worker.py`, which reads a line's JSON and writes the result as JSON, in as many processes as there are cores.";

    public override IReadOnlyList<Peer> Peers { get; }

    protected override IReadOnlyList<string> Baselines => [Map];

    public override Table Table(Results results)
    {
        var table = new Table("peer", "median", "× actormap", "spread");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var times = results.Of(name);
            table.Row(name, Text.Time(times.Median()), Text.Number(results.Ratio(name, Map).Median()), Text.Spread(times, Text.Time));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) => _pools.Where(results.Has).ToArray() is { Length: > 0 } pools
        ? [Reach.AtMost("at most 1.2 × the time of Python's Pool.imap with its best chunk size", 1.2, pools.Select(pool => results.Ratio(Map, pool).Median()).Max(), Text.Times)]
        : [];

    private static string Pool(int chunk) => string.Create(CultureInfo.InvariantCulture, $"Python multiprocessing.Pool.imap, chunks of {chunk:N0}");

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Peers", name);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
