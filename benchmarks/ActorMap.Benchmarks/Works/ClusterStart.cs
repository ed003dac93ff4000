using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Works;

/// <summary>A cluster of three nodes and the program that uses it, all launched at once: how long until the first result.</summary>
internal sealed class ClusterStart(Settings settings) : Work("cluster-start", "a cluster of 1 + 2 nodes, from nothing to the first result", settings)
{
    private const string Map = "three actormap node, one actormap map --cluster --wait-workers 3";
    private const int Nodes = 3;

    public override string Summary => "On loopback. All four programs are launched at once; the time is from then to the first line that `map` writes.";

    public override bool IsFresh => true;

    public override IReadOnlyList<Peer> Peers { get; } = settings.Tool is { } tool ? [new LaunchedPeer(Map, () => MeasureAsync(tool))] : [];

    public override Table Table(Results results)
    {
        var table = new Table("programs", "first result", "spread");
        if (results.Has(Map)) table.Row(Map, Text.Time(results.Of(Map).Median()), Text.Spread(results.Of(Map), Text.Time));
        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
        results.Has(Map) ? [Reach.AtMost("first result within 5 s", 5, results.Of(Map).Median(), Text.Time)] : [];

    private static async Task<Sample> MeasureAsync(string tool)
    {
        var seed = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort()}");
        string[] node = ["node", "-j", "1", "--functions", $"{typeof(Square).Assembly.Location}#{typeof(Square).FullName}"];
        var began = Stopwatch.GetTimestamp();
        var nodes = Enumerable.Range(0, Nodes)
            .Select(number => PeerProcess.Start(tool, [.. node, .. number == 0 ? new[] { "--port", seed.Split(':')[1] } : ["--port", "0", "--join", seed]])).ToArray();
        try
        {
            using var map = PeerProcess.Start(tool, ["map", $"@{nameof(Square)}", "--cluster", seed, "--wait-workers", $"{Nodes}"]);
            for (var i = 1; i <= 1_000; i++) await map.StandardInput.WriteLineAsync(i.ToString(CultureInfo.InvariantCulture));
            map.StandardInput.Close();
            if (await map.StandardOutput.ReadLineAsync() is not { } line) throw new InvalidOperationException("The map said nothing.");
            var first = Stopwatch.GetElapsedTime(began);
            await map.StandardOutput.ReadToEndAsync();
            await map.WaitForExitAsync();
            return new Sample([first.TotalSeconds], long.Parse(line, CultureInfo.InvariantCulture));
        }
        finally
        {
            foreach (var process in nodes)
            {
                process.Kill();
                process.Dispose();
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>What the nodes of <see cref="ClusterStart"/> have.</summary>
public sealed class Square : IMapFunction<long, long>
{
    /// <inheritdoc/>
    public long Invoke(long item, MapContext context) => item * item;
}
