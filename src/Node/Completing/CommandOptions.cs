using System.CommandLine;
using System.Text.RegularExpressions;
using ActorMap.Node.Arguments;
using ActorMap.Node.Benching;
using ActorMap.Node.Checking;
using ActorMap.Node.Nodes;
using ActorMap.Node.Scaffolding;
using ActorMap.Node.Shell;
using ActorMap.Node.Status;

namespace ActorMap.Node.Completing;

/// <summary>What can stand behind a command: its options, from the sets that parse them, and their values, from the help that shows them.</summary>
internal static partial class CommandOptions
{
    internal static Option[] Of(string command) => command switch
    {
        "map" => new MapOptionSet().All,
        "node" => new NodeOptionSet().All,
        "status" => new StatusOptionSet().All,
        "check" => new CheckOptionSet().All,
        "bench" => new BenchOptionSet().All,
        "new" => new NewOptionSet().All,
        "version" => new VersionOptionSet().All,
        _ => [],
    };

    /// <summary>What a command takes before its options, where that is one of a few words.</summary>
    internal static string[] Words(string command) => command switch
    {
        "new" => Scaffold.Kinds,
        "completion" => CompletionCommand.Shells,
        "help" => ToolCommand.Names,
        _ => [],
    };

    /// <summary>Each name of an option that takes a value, with the values that it may have; none where they are free text, such as a file.</summary>
    internal static IEnumerable<(string Name, string[] Values)> Valued(string command)
    {
        var help = ToolCommand.Find(command)?.Help ?? string.Empty;
        foreach (var option in Of(command).Where(option => option.Arity.MaximumNumberOfValues > 0))
        {
            string[] names = [option.Name, .. option.Aliases];

            // In an example it has one value; where it is explained it has all.
            var values = Shown().Matches(help).Where(shown => names.Contains(shown.Groups[1].Value)).Select(shown => shown.Groups[2].Value)
                .FirstOrDefault(shown => shown.Contains('|', StringComparison.Ordinal));
            string[] choices = [.. (values ?? string.Empty).Split('|').Where(one => Choice().IsMatch(one))];
            foreach (var name in names) yield return (name, choices);
        }
    }

    [GeneratedRegex(@"(?<=[\s,])(--[a-z][-a-z]*|-[a-zA-Z0-9]) +([^\s(-][^\s(]*)")]
    private static partial Regex Shown();

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex Choice();
}
