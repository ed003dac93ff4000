using System.Diagnostics;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>How long it takes to find that a job is done.</summary>
internal sealed class JournalResume : Work
{
    private const string Numbers = "numbers, from an array";
    private const string Texts = "texts, from a sequence";
    private const int Items = 1_000_000;

    private static long _ran;

    public JournalResume(Settings settings)
        : base("resume", "a finished job of 1,000,000 items, resumed", settings) => Peers = [Of(Numbers, NumbersAsync), Of(Texts, TextsAsync)];

    public override string Summary => "The journal is written once; then the same map is awaited again. No item is run: each is read, compared with what the journal knows of it, and has its outcome from there.";

    public override IReadOnlyList<Peer> Peers { get; }

    public override Table Table(Results results)
    {
        var table = new Table("items", "resumed in", "spread", "size of the journal");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
            table.Row(name, Text.Time(results.Of(name).Median()), Text.Spread(results.Of(name), Text.Time), Text.Mebibytes(results.Of(name, 1).Median()));
        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) => Peers.Select(peer => Reach.AtMost($"{peer.Name}: at most 3 s", 3, results.Of(peer.Name).Median(), Text.Time));

    private static Peer Of(string name, Func<Journal, Task<long>> run) => new(name, () => MeasureAsync(run)) { WarmUp = TimeSpan.Zero };

    private static async Task<Sample> MeasureAsync(Func<Journal, Task<long>> run)
    {
        var path = Path.GetTempFileName();
        try
        {
            var sum = await run(Journal.AtPath(path));
            var size = new FileInfo(path).Length;
            Interlocked.Exchange(ref _ran, 0);
            var began = Stopwatch.GetTimestamp();
            var again = await run(Journal.AtPath(path));
            var time = Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (again != sum || Interlocked.Read(ref _ran) > 0) throw new InvalidOperationException($"The resumed map gave {again} rather than {sum}, and ran {_ran} items.");
            return new Sample([time, size], 0);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<long> NumbersAsync(Journal journal)
    {
        var results = await Engines.Pool.Map(new Square(), Enumerable.Range(0, Items).ToArray()).With(new MapOptions { Journal = journal });
        return results.Sum();
    }

    private static async Task<long> TextsAsync(Journal journal)
    {
        var (sum, items) = (0L, Enumerable.Range(0, Items).Where(_ => true).Select(i => $"line {i}"));
        await foreach (var text in Engines.Pool.Map(new Longer(), items).With(new MapOptions { Journal = journal })) sum += text.Length;
        return sum;
    }

    private sealed class Square : IMapFunction<int, long>
    {
        public long Invoke(int item, MapContext context)
        {
            Interlocked.Increment(ref _ran);
            return (long)item * item;
        }
    }

    private sealed class Longer : IMapFunction<string, string>
    {
        public string Invoke(string item, MapContext context)
        {
            Interlocked.Increment(ref _ran);
            return item + "!";
        }
    }
}
