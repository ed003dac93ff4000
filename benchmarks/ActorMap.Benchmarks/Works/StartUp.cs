using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>From the start of a process to its first result.</summary>
internal sealed class StartUp : Work
{
    private const string Help = "actormap --help";
    private const string Lambda = "actormap map -e, compiled now";
    private const string LambdaAgain = "actormap map -e, compiled before";
    private const string FileAgain = "actormap map score.cs, compiled before";
    private const string InProcess = "ActorMap, a pool and 1,000 items";
    private const string TwoProcesses = "ActorMap, 2 worker processes and 1,000 items";
    private const int Line = 0;
    private const int Exit = 1;

    public StartUp(Settings settings)
        : base("startup", "start-up", settings)
    {
        var self = Environment.ProcessPath!;
        Peers =
        [
            new LaunchedPeer("an empty program", self, "first", FirstResult.Nothing),
            new LaunchedPeer("PLINQ, 1,000 items", self, "first", FirstResult.Plinq),
            new LaunchedPeer("an Akka actor system and an Ask", self, "first", FirstResult.Akka),
            new LaunchedPeer(InProcess, self, "first", FirstResult.Pool),
            new LaunchedPeer(TwoProcesses, self, "first", FirstResult.Processes),
            .. OtherProcesses.Starts(),
            .. settings.Tool is { } tool ? Tool(tool) : [],
        ];
    }

    public override string Summary => "From the launch to the first line of output, and to the end of the process; files are in the system's cache from runs before.";

    public override bool IsFresh => true;

    public override IReadOnlyList<Peer> Peers { get; }

    public override Table Table(Results results)
    {
        var table = new Table("program", "first line", "spread", "exit", "spread");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var (lines, exits) = (results.Of(name, Line), results.Of(name, Exit));
            table.Row(name, Text.Time(lines.Median()), Text.Spread(lines, Text.Time), Text.Time(exits.Median()), Text.Spread(exits, Text.Time));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
    [
        Reach.AtMost("the first result in process comes within 0.35 s", 0.35, results.Of(InProcess, Line).Median(), Text.Time),
        Reach.AtMost("the first result of 2 worker processes comes within 1.5 s", 1.5, results.Of(TwoProcesses, Line).Median(), Text.Time),
        .. results.Has(Help) ? OfTool(results) : [],
    ];

    private static IEnumerable<Reach> OfTool(Results results) =>
    [
        Reach.AtMost("actormap --help ends within 150 ms", 0.15, results.Of(Help, Exit).Median(), Text.Time),
        .. results.Has(Lambda) ? [Reach.AtMost("the first result of a lambda comes within a second", 1, results.Of(Lambda, Line).Median(), Text.Time)] : Array.Empty<Reach>(),
        .. results.Has(FileAgain) ? [Reach.AtMost("the first result of a C# file that was compiled before comes within 0.6 s", 0.6, results.Of(FileAgain, Line).Median(), Text.Time)] : Array.Empty<Reach>(),
    ];

    private static IEnumerable<Peer> Tool(string tool)
    {
        yield return new LaunchedPeer(Help, tool, "--help");
        if (OperatingSystem.IsWindows()) yield break;
        var folder = Path.Combine(Path.GetTempPath(), "actormap-startup");
        Directory.CreateDirectory(folder);
        var (input, score) = (Path.Combine(folder, "in.txt"), Path.Combine(folder, "score.cs"));
        File.WriteAllLines(input, Enumerable.Range(0, 1000).Select(number => $"{number}"));
        File.WriteAllText(score, "static class Score { static int Map(int x) => x + 1; }");

        // A cache that can't be written keeps nothing.
        yield return new LaunchedPeer(Lambda, "/usr/bin/env", "XDG_CACHE_HOME=/dev/null", tool, "map", "-e", "(int x) => x + 1", input);
        yield return new LaunchedPeer(LambdaAgain, "/usr/bin/env", $"XDG_CACHE_HOME={folder}", tool, "map", "-e", "(int x) => x + 1", input);
        yield return new LaunchedPeer(FileAgain, "/usr/bin/env", $"XDG_CACHE_HOME={folder}", tool, "map", score, input);
    }
}
