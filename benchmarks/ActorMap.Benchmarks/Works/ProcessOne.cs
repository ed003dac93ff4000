using System.Diagnostics;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>One item to a worker process and back, again and again.</summary>
internal sealed class ProcessOne : Work
{
    private const string Map = "ActorMap, worker processes";
    private const string Ask = "a bare Ask of Akka.Remote";
    private const double Most = 1.5;

    public ProcessOne(Settings settings)
        : base("process-one", "one item to a warm worker process and back", settings)
    {
        var trips = settings.Quick ? 100 : 500;
        var function = new Next();
        Peers =
        [
            Peer(Map, trips, async i => (await Engines.Processes.Map(function, new[] { i }))[0]),
            Peer(Ask, trips, RemoteAsk.OneAsync),
            .. OtherProcesses.All("one", settings, trips, note: "one call at a time."),
        ];
    }

    public override string? Mark => "W6";

    public override string Summary => "The next trip begins when the one before is back.";

    public override int Rounds => Settings.Rounds * 2;

    public override IReadOnlyList<Peer> Peers { get; }

    protected override IReadOnlyList<string> Baselines => [Ask];

    public override Table Table(Results results)
    {
        var table = new Table("peer", "p50", "p90", "p99", "× a bare Ask (p50)", "spread of the rounds' p50");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var all = results.All(name);
            table.Row(name, Text.Time(all.Median()), Text.Time(all.Percentile(90)), Text.Time(all.Percentile(99)), Text.Number(Ratio(results, name)), Text.Spread(results.Medians(name), Text.Time));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) => [Reach.AtMost($"p50 at most {Most} × {Ask}", Most, Ratio(results, Map), Text.Times)];

    private static double Ratio(Results results, string peer) => results.Medians(peer).Zip(results.Medians(Ask), (a, b) => a / b).ToArray().Median();

    private static Peer Peer(string name, int trips, Func<long, Task<long>> trip) => new(name, async () =>
    {
        var times = new double[trips];
        for (var i = 0; i < times.Length; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var result = await trip(i);
            times[i] = Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (result != i + 1) throw new InvalidDataException($"Item {i} has the result {result}.");
        }

        return new Sample(times, null);
    })
    {
        WarmUp = TimeSpan.FromSeconds(4),
    };

    private sealed class Next : IMapFunction<long, long>
    {
        public long Invoke(long item, MapContext context) => item + 1;
    }
}
