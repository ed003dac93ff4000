using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>Items of a mebibyte to worker processes, and results of a mebibyte back: how many bytes a second.</summary>
internal sealed class ProcessItems : Work
{
    private const string In = "ActorMap, items of 1 MiB in";
    private const string Out = "ActorMap, results of 1 MiB out";
    private const string Socket = "a bare loopback socket";
    private const int Count = 512;
    private const int Length = 1 << 20;
    private const double Total = (double)Count * Length;

    public ProcessItems(Settings settings)
        : base("process-items", "512 items of 1 MiB to worker processes, and 512 results of 1 MiB back", settings)
    {
        // As many as do not fit the caches, used again and again.
        var items = new Lazy<byte[][]>(() =>
        {
            var distinct = Enumerable.Range(0, 64).Select(Filled).ToArray();
            return [.. Enumerable.Range(0, Count).Select(item => distinct[item % distinct.Length])];
        });
        var plain = new Lazy<(byte[] From, byte[] To)>(() => (new byte[Length * 64], new byte[Length * 64]));
        Peers =
        [
            Timed.Peer(In, () => Engines.Processes.Map((byte[] item) => item[7], items.Value).ToArrayAsync(), (byte[] results) => results.Length),
            Timed.Peer(Out, async () =>
            {
                // Taken as they come: nobody keeps half a gigabyte.
                var came = 0L;
                await foreach (var result in Engines.Processes.Map((int item) => Filled(item), Enumerable.Range(0, Count))) came += result.Length == Length ? 1 : 0;
                return came;
            }, (long came) => came),
            Timed.Peer(Socket, () =>
            {
                LoopbackSocket.Copy(plain.Value.From, plain.Value.To);
                return Count;
            }, count => count, 1, "64 MiB from one array to another, a thread at each end."),
        ];
    }

    public override string Summary => "From an array of arrays; the function looks at one byte. Back: arrays that the function fills, taken as they come. Through as many worker processes as there are cores.";

    public override IReadOnlyList<Peer> Peers { get; }

    protected override IReadOnlyList<string> Baselines => [Socket];

    public override Table Table(Results results)
    {
        var table = new Table("peer", "a second", "× socket", "spread of the time");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
            table.Row(name, Text.Mebibytes(Rate(results, name)), Text.Number(Rate(results, name) / Rate(results, Socket)), Text.Spread(results.Of(name), Text.Time));
        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results)
    {
        foreach (var name in (string[])[In, Out])
        {
            if (!results.Has(name) || !results.Has(Socket)) continue;
            var (rate, share) = (Rate(results, name), Rate(results, name) / Rate(results, Socket));
            yield return new Reach($"{name}: at least 1.5 GiB/s, or 0.6 × a bare loopback socket", rate >= 1.5 * (1L << 30) || share >= 0.6, $"{Text.Mebibytes(rate)}/s, {Text.Times(share)}");
        }
    }

    private static double Rate(Results results, string name) => (name == Socket ? Length * 64.0 : Total) / results.Of(name).Median();

    private static byte[] Filled(int seed)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Length);
        bytes.AsSpan().Fill((byte)seed);
        return bytes;
    }
}
