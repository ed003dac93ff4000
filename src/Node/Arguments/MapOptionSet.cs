using System.CommandLine;

namespace ActorMap.Node.Arguments;

/// <summary>The names of <c>map</c>'s options. System.CommandLine only splits: values are read, and errors told, by us.</summary>
internal sealed class MapOptionSet
{
    internal Argument<string[]> Words { get; } = new("words") { Arity = ArgumentArity.ZeroOrMore };

    internal Option<string?> Expression { get; } = Text("-e", "--expression");
    internal Option<string?> ExecEach { get; } = Text("--exec-each");
    internal Option<string[]> Set { get; } = Many("--set");
    internal Option<string?> State { get; } = Text("--state");
    internal Option<string[]> Using { get; } = Many("--using");
    internal Option<string?> Seed { get; } = Text("--seed");

    internal Option<string?> Input { get; } = Text("-i", "--input-format");
    internal Option<bool> Nul { get; } = Flag("-0", "--null");
    internal Option<bool> NoHeader { get; } = Flag("--no-header");
    internal Option<string?> Total { get; } = Text("--total");
    internal Option<string?> OnBadInput { get; } = Text("--on-bad-input");

    internal Option<string?> Output { get; } = Text("-o", "--output");
    internal Option<string?> OutFormat { get; } = Text("--out-format");
    internal Option<bool> Unordered { get; } = Flag("-u", "--unordered");
    internal Option<bool> Tag { get; } = Flag("--tag");
    internal Option<string?> Errors { get; } = Text("--errors");
    internal Option<string?> OnError { get; } = Text("--on-error");
    internal Option<string?> SummaryJson { get; } = Text("--summary-json");

    internal Option<string?> Workers { get; } = Text("-j", "--workers");
    internal Option<string?> Chunk { get; } = Text("--chunk");
    internal Option<string?> Concurrency { get; } = Text("--concurrency");
    internal Option<string?> Buffer { get; } = Text("--buffer");
    internal Option<string?> Retries { get; } = Text("--retries");
    internal Option<string?> Timeout { get; } = Text("--timeout");
    internal Option<string?> Halt { get; } = Text("--halt");
    internal Option<bool> DryRun { get; } = Flag("--dry-run");

    internal Option<string?> Journal { get; } = Text("--journal");
    internal Option<bool> Resume { get; } = Flag("--resume");
    internal Option<bool> RetryFailed { get; } = Flag("--retry-failed");

    internal Option<bool> Processes { get; } = Flag("--processes");
    internal Option<string?> WaitWorkers { get; } = Text("--wait-workers");
    internal Option<bool> ShipCode { get; } = Flag("--ship-code");
    internal ClusterOptionSet Cluster { get; } = new();

    internal Option<string?> Progress { get; } = Text("--progress");
    internal Option<bool> Quiet { get; } = Flag("-q", "--quiet");
    internal Option<bool> Verbose { get; } = Flag("-v", "--verbose");
    internal Option<string?> JobLog { get; } = Text("--joblog");
    internal Option<string?> Color { get; } = Text("--color");

    internal Option[] All =>
    [
        Expression, ExecEach, Set, State, Using, Seed, Input, Nul, NoHeader, Total, OnBadInput, Output, OutFormat, Unordered, Tag, Errors, OnError, SummaryJson,
        Workers, Chunk, Concurrency, Buffer, Retries, Timeout, Halt, DryRun, Journal, Resume, RetryFailed, Processes, WaitWorkers, ShipCode, .. Cluster.All,
        Progress, Quiet, Verbose, JobLog, Color,
    ];

    internal ParseResult Parse(IReadOnlyList<string> arguments)
    {
        var command = new Command("map");
        command.Arguments.Add(Words);
        foreach (var option in All) command.Options.Add(option);

        // A word that starts with @ is an ordinary word here, not a file of more arguments.
        return command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
    }

    internal static Option<string?> Text(string name, params string[] aliases) => new(name, aliases) { Arity = ArgumentArity.ExactlyOne };

    internal static Option<string[]> Many(string name) => new(name) { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    internal static Option<bool> Flag(string name, params string[] aliases) => new(name, aliases) { Arity = ArgumentArity.Zero };
}
