using ActorMap.Node.Shell;

namespace ActorMap.Node.Completing;

/// <summary><c>actormap completion</c>: a script for a shell, made of the option sets, so that it knows what the tool knows.</summary>
internal static class CompletionCommand
{
    internal static string[] Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    internal static Task<int> RunAsync(string[] arguments)
    {
        var (_, words) = Arguments.CommandLine.ParseWords("completion", arguments, []);
        return Task.FromResult(Streams.Print(words switch
        {
            ["bash"] => BashCompletion.Script(),
            ["zsh"] => ZshCompletion.Script(),
            ["fish"] => FishCompletion.Script(),
            ["pwsh"] => PwshCompletion.Script(),
            _ => throw CommandException.Usage($"completion: for which shell? One of {string.Join(", ", Shells)}. See actormap completion --help."),
        }));
    }

    /// <summary>The commands that have anything to complete, and <c>help</c>, which takes their names.</summary>
    internal static string[] Commands { get; } = [.. ToolCommand.Names, "help"];
}
