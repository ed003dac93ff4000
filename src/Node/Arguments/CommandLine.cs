using System.CommandLine;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>Splits the words of a command that has options only.</summary>
internal static class CommandLine
{
    internal static ParseResult Parse(string name, IReadOnlyList<string> arguments, Option[] options)
    {
        var words = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(name);
        command.Arguments.Add(words);
        foreach (var option in options) command.Options.Add(option);
        var result = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors is [var first, ..]) throw CommandException.Usage($"{first.Message} See actormap {name} --help.");
        if (result.GetValue(words) is [var unknown, ..])
            throw CommandException.Usage($"{(unknown.StartsWith('-') ? "there is no option" : "there is no use for")} '{unknown}'. See actormap {name} --help.");
        return result;
    }
}
