using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Works;

/// <summary>More through a pipe than memory should hold.</summary>
internal sealed class LongPipe : Work
{
    private const string Map = "actormap map -e 'x => x.Length'";
    private const double Limit = 300 << 20;

    private readonly long _bytes;

    public LongPipe(Settings settings)
        : base("pipe", "10 GB through a pipe", settings)
    {
        _bytes = settings.Sized(10_000_000_000);
        var line = new string('x', 99);
        Peers = settings.Tool is { } tool
            ? [new ShellPeer(Map, () => $"mkfifo {Pipe} 2> /dev/null; yes {line} | head -c {_bytes} > {Pipe} & exec {tool} map -e 'x => x.Length' {Pipe} > /dev/null")]
            : [];
    }

    public override string? Mark => "W8";

    public override string Summary => $"{Text.Number(_bytes / 1e9)} GB of lines of 100 bytes, from a pipe; memory is the most that the system counted for the process, the runtime included.";

    public override bool IsFresh => true;

    public override IReadOnlyList<Peer> Peers { get; }

    private static string Pipe => WorkFile.Output("pipe");

    public override Table Table(Results results)
    {
        var table = new Table("program", "median", "rate", "most memory");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
            table.Row(name, Text.Time(results.Of(name).Median()), $"{Text.Number(_bytes / 1e6 / results.Of(name).Median())} MB/s", Text.Mebibytes(results.Of(name, 1).Max()));
        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
        results.Has(Map) ? [Reach.AtMost("at most 300 MiB", Limit, results.Of(Map, 1).Max(), Text.Mebibytes)] : [];
}
