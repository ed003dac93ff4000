using System.CommandLine;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>Splits the words of a command.</summary>
internal static class CommandLine
{
    /// <summary>Of a command that has options only.</summary>
    internal static ParseResult Parse(string name, IReadOnlyList<string> arguments, Option[] options)
    {
        var (result, words) = ParseWords(name, arguments, options);
        return words is [var useless, ..] ? throw CommandException.Usage($"there is no use for '{useless}'. See actormap {name} --help.") : result;
    }

    /// <summary>What the parser finds wrong, told as the tool tells it where it has words of its own.</summary>
    internal static void RefuseFaults(string name, IEnumerable<Option> options, ParseResult result)
    {
        if (result.Errors is not [var first, ..]) return;
        foreach (var option in options)
        {
            if (option.Arity.MaximumNumberOfValues == 1 && result.GetResult(option) is { IdentifierTokenCount: > 1 and var times })
                throw CommandException.Usage($"{option.Name} is given {times} times; give it once. See actormap {name} --help.");
        }

        throw CommandException.Usage($"{first.Message} See actormap {name} --help.");
    }

    /// <summary>A flag's value would be taken for a word: <c>--tag=5</c> for the input 5.</summary>
    internal static void RefuseValues(string name, IReadOnlyList<string> arguments, IEnumerable<Option> options, ParseResult result)
    {
        foreach (var flag in options.Where(one => one.Arity.MaximumNumberOfValues == 0 && result.GetResult(one) is { Implicit: false }))
        {
            if (arguments.FirstOrDefault(word => flag.Aliases.Append(flag.Name).Any(one => word.StartsWith($"{one}=", StringComparison.Ordinal) || word.StartsWith($"{one}:", StringComparison.Ordinal))) is { } given)
                throw CommandException.Usage($"{flag.Name} takes no value, and '{given}' gives it one. See actormap {name} --help.");
        }
    }

    /// <summary>Of a command that takes words besides.</summary>
    internal static (ParseResult Options, string[] Words) ParseWords(string name, IReadOnlyList<string> arguments, Option[] options)
    {
        var words = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(name);
        command.Arguments.Add(words);
        foreach (var option in options) command.Options.Add(option);
        var result = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        RefuseFaults(name, options, result);
        RefuseValues(name, arguments, options, result);
        var given = result.GetValue(words) ?? [];
        return given.FirstOrDefault(word => word.StartsWith('-')) is { } unknown
            ? throw CommandException.Usage($"there is no option '{unknown}'. See actormap {name} --help.")
            : (result, given);
    }
}
