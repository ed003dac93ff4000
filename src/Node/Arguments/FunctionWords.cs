using System.CommandLine;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>
/// The words of a command that takes a function and its records as <c>map</c> does: its own options are taken out, and all else is read by <c>map</c>'s reader, so
/// that a form of function or of input means the same to both.
/// </summary>
internal static class FunctionWords
{
    /// <param name="command">The command's name, for what is told.</param>
    /// <param name="arguments">The words behind it.</param>
    /// <param name="own">The options that only this command has.</param>
    /// <param name="shared">Those of <c>map</c>'s options that it has as well.</param>
    internal static (ParseResult Own, MapRequest Map) Parse(string command, string[] arguments, Option[] own, Func<MapOptionSet, Option[]> shared)
    {
        var program = Array.IndexOf(arguments, "--") is >= 0 and var at ? at : arguments.Length;
        var words = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore };
        var syntax = new Command(command);
        syntax.Arguments.Add(words);
        foreach (var option in own) syntax.Options.Add(option);
        var parsed = syntax.Parse(arguments[..program], new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors is [var first, ..]) throw CommandException.Usage($"{first.Message} See actormap {command} --help.");
        CommandLine.RefuseValues(command, arguments[..program], own, parsed);

        string[] rest = [.. parsed.GetValue(words) ?? [], .. arguments[program..]];
        RefuseForeign(command, rest[..^(arguments.Length - program)], shared);
        try
        {
            return (parsed, MapArguments.Parse(rest));
        }
        catch (CommandException error) when (error.ExitCode == ExitCode.Usage)
        {
            throw CommandException.Usage(error.Message.Replace("actormap map --help", $"actormap {command} --help", StringComparison.Ordinal));
        }
    }

    private static void RefuseForeign(string command, string[] words, Func<MapOptionSet, Option[]> shared)
    {
        var map = new MapOptionSet();
        var given = map.Parse(words);
        var known = shared(map);
        if (map.All.FirstOrDefault(option => given.GetResult(option) is { Implicit: false } && !known.Contains(option)) is { } foreign)
            throw CommandException.Usage($"{foreign.Name} is an option of map and means nothing to {command}. See actormap {command} --help.");
    }
}
