using System.Threading.Tasks.Dataflow;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;
using Akka.Streams.Dsl;

namespace ActorMap.Benchmarks.Works;

/// <summary>Items that wait: as many in flight as are allowed, and no thread for them.</summary>
internal sealed class Waits : Work
{
    private const string Map = "ActorMap, Concurrency 50";
    private const int Count = 2_000;
    private const int InFlight = 100;
    private const int Milliseconds = 50;
    private const double Ideal = (double)Count / InFlight * Milliseconds / 1000;

    private readonly int[] _items = [.. Enumerable.Range(0, Count)];

    public Waits(Settings settings)
        : base("waits", "2,000 waits of 50 ms", settings)
    {
        var pool = new Lazy<MapPool>(() => MapPool.StartAsync(new PoolOptions { Workers = 2 }).GetAwaiter().GetResult());
        var options = new MapOptions { Concurrency = InFlight / 2 };
        Peers =
        [
            Timed.Peer("Parallel.ForEachAsync, 100", ForEachAsync, Sum),
            Timed.Peer("Dataflow, ordered, 100", DataflowAsync, Sum),
            Timed.Peer("Akka.Streams SelectAsync(100)", StreamsAsync, Sum),
            Timed.Peer(Map, () => pool.Value.Map(new Wait(), _items).With(options).ToArrayAsync(), Sum),
        ];
    }

    public override string? Mark => "W7";

    public override string Summary => "100 in flight at a time: 50 in each of 2 workers, or 100 of the peer's. Ideal is 20 rounds of 50 ms: 1 s.";

    public override IReadOnlyList<Peer> Peers { get; }

    public override Table Table(Results results)
    {
        var table = new Table("peer", "median", "× ideal", "spread");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var times = results.Of(name);
            table.Row(name, Text.Time(times.Median()), Text.Number(times.Median() / Ideal), Text.Spread(times, Text.Time));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) => [Reach.AtMost("at most 1.05 × ideal", 1.05, results.Of(Map).Median() / Ideal, Text.Times)];

    private static async Task<int> WaitAsync(int item, CancellationToken cancellationToken = default)
    {
        await Task.Delay(Milliseconds, cancellationToken);
        return item + 1;
    }

    private static long Sum(int[] results)
    {
        var sum = 0L;
        for (var i = 0; i < results.Length; i++) sum += results[i] * (i + 1L);
        return sum;
    }

    private async Task<int[]> ForEachAsync()
    {
        var results = new int[Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = InFlight };
        await Parallel.ForEachAsync(_items, options, async (item, token) => results[item] = await WaitAsync(item, token));
        return results;
    }

    private async Task<int[]> DataflowAsync()
    {
        var options = new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = InFlight, EnsureOrdered = true };
        var block = new TransformBlock<int, int>(item => WaitAsync(item), options);
        foreach (var item in _items) block.Post(item);
        block.Complete();
        return await Rivals.TakeAsync(block, Count);
    }

    private async Task<int[]> StreamsAsync() =>
        [.. await Source.From(_items).SelectAsync(InFlight, item => WaitAsync(item)).RunWith(Sink.Seq<int>(), Engines.Materializer)];

    private sealed class Wait : IAsyncMapFunction<int, int>
    {
        public async ValueTask<int> InvokeAsync(int item, MapContext context) => await WaitAsync(item, context.CancellationToken);
    }
}
