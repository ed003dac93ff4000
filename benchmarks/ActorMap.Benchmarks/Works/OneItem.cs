using System.Diagnostics;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;
using Akka.Actor;
using Settings = ActorMap.Benchmarks.Harness.Settings;

namespace ActorMap.Benchmarks.Works;

/// <summary>One item, there and back, again and again: what a map costs at least.</summary>
internal sealed class OneItem : Work
{
    private const string Map = "ActorMap, IMapFunction";
    private const string Task1 = "Task.Run, awaited";
    private const int Trips = 3_000;
    private const string SameThread = "the asking thread itself may run the item while it waits; ActorMap's workers are threads of their own.";

    public OneItem(Settings settings)
        : base("one", "one item on a warm pool, there and back", settings)
    {
        var function = new Next();
        var actor = new Lazy<IActorRef>(() => Engines.System.ActorOf(Props.Create(() => new NextActor())));
        var thread = new Lazy<OwnThread>(() => new OwnThread());
        var offset = 1L;
        Peers =
        [
            Peer(Task1, i => Task.Run(() => i + 1), SameThread),
            Peer("PLINQ, ordered", i => Task.FromResult(new[] { i }.AsParallel().AsOrdered().Select(x => x + 1).ToArray()[0])),
            Peer("a thread of its own, by hand", i => thread.Value.AskAsync(i)),
            Peer("Akka Ask, one actor", i => actor.Value.Ask<long>(i), SameThread),
            Peer(Map, async i => (await Engines.Pool.Map(function, new[] { i }))[0]),
            Peer("ActorMap, IMapFunction over [item]", async i => (await Engines.Pool.Map(function, [i]))[0], "a collection expression is no array, but a list of the compiler's."),
            Peer("ActorMap, lambda", async i => (await Engines.Pool.Map(x => x + offset, new[] { i }))[0]),
        ];
    }

    public override string? Mark => "W6";

    public override string Summary => $"The next trip begins when the one before is back. {Trips:N0} trips in each of {Rounds} rounds, after as many to warm up.";

    public override int Rounds => Settings.Rounds * 5;

    public override IReadOnlyList<Peer> Peers { get; }

    public override Table Table(Results results)
    {
        var table = new Table("peer", "p50", "p90", "p99", "× Task.Run (p50)", "spread of the rounds' p50");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var all = results.All(name);
            var ratio = results.Has(Task1) ? Text.Number(Median(results, name) / Median(results, Task1)) : "";
            table.Row(name, Text.Time(all.Median()), Text.Time(all.Percentile(90)), Text.Time(all.Percentile(99)), ratio, Text.Spread(results.Medians(name), Text.Time));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
        [Reach.AtMost("p50 at most 12 µs", 12e-6, Median(results, Map), Text.Time)];

    private static double Median(Results results, string peer) => results.All(peer).Median();

    private Peer Peer(string name, Func<long, Task<long>> trip, string? note = null) => new(name, async () =>
    {
        var times = new double[Trips];
        var sum = 0L;
        for (var i = 0; i < times.Length; i++)
        {
            var began = Stopwatch.GetTimestamp();
            sum += await trip(i);
            times[i] = Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        return new Sample(times, sum);
    })
    {
        Note = note,
        WarmUpRounds = Rounds,
    };

    private sealed class Next : IMapFunction<long, long>
    {
        public long Invoke(long item, MapContext context) => item + 1;
    }

    private sealed class NextActor : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell((long)message + 1);
    }
}
