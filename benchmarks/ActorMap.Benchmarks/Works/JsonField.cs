using System.Diagnostics;
using System.Text.Json;
using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Works;

/// <summary>JSON lines, one property out: parsing is the work, and it is done in the workers.</summary>
internal sealed class JsonField : Work
{
    private const string Map = "actormap map -e '(long id) => id'";
    private const string Longer = "the same over the file four times";
    private const int Times = 4;
    private const string Loop = "a loop over lines with Utf8JsonReader, one thread";

    private readonly long _bytes;

    public JsonField(Settings settings)
        : base("json-field", "1 GB of JSON lines, one property out", settings)
    {
        _bytes = settings.Sized(1_000_000_000);
        Peers =
        [
            new Peer(Loop, LoopAsync) { WarmUp = TimeSpan.Zero },
            .. settings.Tool is { } tool ? [Tool(tool, Map, 1), Tool(tool, Longer, Times)] : Array.Empty<Peer>(),
        ];
    }

    public override string? Mark => "W8";

    public override string Summary => $"{Text.Number(_bytes / 1e6)} MB. Each line is an object of 10 properties, 300 bytes long; the property is its last but one. The loop reads, parses to the end of the line, and writes; the tool's time has its start in it. What each further gigabyte takes is told by a file that is given four times.";

    public override bool IsFresh => true;

    public override IReadOnlyList<Peer> Peers { get; }

    protected override IReadOnlyList<string> Baselines => [Loop];

    public override Table Table(Results results)
    {
        var table = new Table("peer", "median", "rate", "× the loop's rate", "spread");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var bytes = name == Longer ? Times * _bytes : _bytes;
            table.Row(name, Text.Time(results.Of(name).Median()), $"{Text.Number(bytes / 1e6 / results.Of(name).Median())} MB/s", Text.Number(bytes / _bytes * results.Ratio(Loop, name).Median()), Text.Spread(results.Of(name), Text.Time));
        }

        if (results.Has(Map) && results.Has(Longer)) table.Row("each further gigabyte of it", Text.Time(Further(results)), $"{Text.Number(_bytes / 1e6 / Further(results))} MB/s", Text.Number(FurtherRate(results)), "");
        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results)
    {
        if (results.Has(Map)) yield return Reach.AtLeast("parsing in the workers, the tool's start in it: at least 1.8 × the single-threaded rate of the same parse", 1.8, results.Ratio(Loop, Map).Median(), Text.Times);
        if (results.Has(Map) && results.Has(Longer)) yield return Reach.AtLeast("the same of each further gigabyte", 1.8, FurtherRate(results), Text.Times);
    }

    private static double Further(Results results) => (results.Of(Longer).Median() - results.Of(Map).Median()) / (Times - 1);

    private static double FurtherRate(Results results) => results.Of(Loop).Median() / Further(results);

    private ShellPeer Tool(string tool, string name, int times) =>
        new(name, () => $"exec {tool} map -e '(long id) => id' {string.Join(' ', Enumerable.Repeat(In(), times))} > {WorkFile.Output("ids.txt")}");

    private string In() => WorkFile.Input($"{_bytes}.jsonl", writer =>
    {
        var filler = string.Concat(Enumerable.Repeat("the quick brown fox ", 6));
        long written = 0;
        for (var i = 0; written < _bytes; i++)
        {
            var line = $"{{\"name\":\"user {i}\",\"text\":\"{filler}\",\"a\":{i * 0.5},\"b\":[1,2,3],\"c\":null,\"d\":true,\"e\":{{\"x\":1,\"y\":\"z\"}},\"f\":\"2024-01-02T03:04:05Z\",\"id\":{i},\"tail\":\"end of the line\"}}\n";
            writer.Write(line);
            written += line.Length;
        }
    });

    private async Task<Sample> LoopAsync()
    {
        var path = In();
        var began = Stopwatch.GetTimestamp();
        await using var input = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        await using var output = new BufferedStream(File.Create(WorkFile.Output("loop.txt")), 64 * 1024);
        var buffer = new byte[1 << 20];
        var filled = 0;
        while (input.Read(buffer, filled, buffer.Length - filled) is > 0 and var read)
        {
            filled += read;
            var rest = buffer.AsSpan(0, filled);
            while (rest.IndexOf((byte)'\n') is >= 0 and var end)
            {
                Write(output, Find(rest[..end]));
                rest = rest[(end + 1)..];
            }

            rest.CopyTo(buffer);
            filled = rest.Length;
        }

        return new Sample([Stopwatch.GetElapsedTime(began).TotalSeconds]);
    }

    private static long Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var found = 0L;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals("id"u8);
            reader.Read();
            if (isIt) found = reader.GetInt64();
            else reader.Skip();
        }

        return found;
    }

    private static void Write(Stream output, long value)
    {
        Span<byte> text = stackalloc byte[24];
        value.TryFormat(text, out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        text[length] = (byte)'\n';
        output.Write(text[..(length + 1)]);
    }
}
