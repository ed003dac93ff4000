using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Works;

/// <summary>The tool over a file of numbers, beside the fastest of what a shell has.</summary>
internal sealed class LineSquares : Work
{
    private const string Map = "actormap map -e '(long x) => x * x'";
    private const string Mawk = "mawk '{print $1*$1}'";
    private const string Parallel = "GNU parallel -k 'echo $(({} * {}))'";

    // A process a number: at some milliseconds each, ten million would take a day.
    private const int ParallelItems = 2_000;
    private const string ParallelPipe = "parallel -k --pipe --block 10M mawk '{print $1*$1}'";

    public LineSquares(Settings settings)
        : base("lines", "10,000,000 numbers squared, from a file to a file", settings)
    {
        var count = settings.Sized(10_000_000);
        static string Numbers(long count) => WorkFile.Input($"{count}.txt", writer =>
        {
            for (var i = 1L; i <= count; i++) writer.Write($"{i}\n");
        });
        string In() => Numbers(count);
        Peers =
        [
            new ShellPeer(Mawk, () => $"exec mawk '{{print $1*$1}}' {In()} > {WorkFile.Output("mawk.txt")}") { Note = "its numbers are doubles, printed with six digits." },
            new ShellPeer(ParallelPipe, () => $"exec parallel -j {Settings.Cores} -k --pipe --block 10M \"mawk '{{print \\$1*\\$1}}'\" < {In()} > {WorkFile.Output("parallel-pipe.txt")}")
            {
                Missing = () => ForeignPeer.MissingProgram("parallel", "parallel"), Note = "GNU parallel: the file in blocks of lines, a mawk for each, in order.",
            },
            .. settings.Tool is { } tool ? [new ShellPeer(Map, () => $"exec {tool} map -e '(long x) => x * x' {In()} > {WorkFile.Output("map.txt")}")] : Array.Empty<Peer>(),
            new ShellPeer(Parallel, () => $"exec parallel --will-cite -k 'echo $(({{}} * {{}}))' < {Numbers(ParallelItems)} > {WorkFile.Output("parallel.txt")}", (double)count / ParallelItems)
            {
                Missing = () => ForeignPeer.MissingProgram("parallel", "parallel"), Note = $"measured on {ParallelItems:N0} numbers, and multiplied.",
            },
        ];
    }

    public override string? Mark => "W8";

    public override string Summary => "From the launch to the end of the process, compiling the lambda included.";

    public override bool IsFresh => true;

    public override IReadOnlyList<Peer> Peers { get; }

    protected override IReadOnlyList<string> Baselines => [Mawk];

    public override Table Table(Results results)
    {
        var table = new Table("program", "median", "× mawk", "spread", "most memory");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
            table.Row(name, Text.Time(results.Of(name).Median()), Text.Number(results.Ratio(name, Mawk).Median()), Text.Spread(results.Of(name), Text.Time), Text.Mebibytes(results.Of(name, 1).Max()));
        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
        !results.Has(Map) ? [] :
        [
            Reach.AtMost("at most 1.0 × the time of mawk", 1.0, results.Ratio(Map, Mawk).Median(), Text.Times),
            .. results.Has(Parallel) ? [Reach.AtMost("at most 0.05 × the time of GNU parallel without --pipe", 0.05, results.Ratio(Map, Parallel).Median(), Text.Times)] : Array.Empty<Reach>(),
        ];
}
