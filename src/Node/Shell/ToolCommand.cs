using ActorMap.Node.Benching;
using ActorMap.Node.Checking;
using ActorMap.Node.Completing;
using ActorMap.Node.Nodes;
using ActorMap.Node.Running;
using ActorMap.Node.Scaffolding;
using ActorMap.Node.Status;

namespace ActorMap.Node.Shell;

/// <summary>One command of the tool. What runs it is behind a lambda each, so that to ask for help loads none of it.</summary>
/// <param name="Name">The first word of the command line.</param>
/// <param name="Help">What <c>--help</c> prints.</param>
/// <param name="RunAsync">From the words behind the name to the exit code.</param>
internal sealed record ToolCommand(string Name, string Help, Func<string[], Task<int>> RunAsync)
{
    internal static string[] Names { get; } = ["map", "node", "status", "check", "bench", "new", "completion", "version"];

    /// <returns>Null where there is no such command.</returns>
    internal static ToolCommand? Find(string name) => name switch
    {
        "map" => new(name, Shell.Help.Map, static words => MapCommand.RunAsync(words)),
        "node" => new(name, Shell.Help.Node, static words => NodeCommand.RunAsync(words)),
        "status" => new(name, Shell.Help.Status, static words => StatusCommand.RunAsync(words)),
        "check" => new(name, CommandHelp.Check, static words => CheckCommand.RunAsync(words)),
        "bench" => new(name, CommandHelp.Bench, static words => BenchCommand.RunAsync(words)),
        "new" => new(name, CommandHelp.New, static words => NewCommand.RunAsync(words)),
        "completion" => new(name, CommandHelp.Completion, static words => CompletionCommand.RunAsync(words)),
        "version" => new(name, CommandHelp.Version, static words => VersionCommand.RunAsync(words)),
        _ => null,
    };
}
