using System.Text;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Programs;

/// <summary>
/// A command line with <c>{}</c> in it. The shell gets the same text for every item, with variables in the placeholders' places: what a variable holds is a word
/// and is never run, whatever is in it.
/// </summary>
internal sealed class CommandTemplate
{
    // Longer ones first: {/.} starts as {/} does.
    private static readonly (string Mark, string Variable)[] Placeholders =
    [
        ("{/.}", "ACTORMAP_BASE_STEM"), ("{//}", "ACTORMAP_FOLDER"), ("{/}", "ACTORMAP_BASE"), ("{.}", "ACTORMAP_STEM"), ("{#}", "ACTORMAP_NUMBER"), ("{}", "ACTORMAP_ITEM"),
    ];

    private readonly string _text;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    internal CommandTemplate(string command)
    {
        if (command.AsSpan().Trim().IsEmpty) throw CommandException.Usage("--exec-each: the command is empty. Use --exec-each 'gzip -k {}'.");
        (_text, Script) = (command, Fill(command, Placed));
        if (_used.Count > 0) return;

        // Behind a line's end it would be a command of its own.
        _text = $"{(command.EndsWith("\\\n", StringComparison.Ordinal) ? command : command.TrimEnd('\n'))} {{}}";
        var isWord = false;
        Script = Fill(_text, (variable, place) =>
        {
            isWord = place == ShellPlace.Bare;
            return Placed(variable, place);
        });
        if (!isWord) throw CommandException.Usage("--exec-each: the command ends in a comment, a here-document or open quotes, where no item can be appended. Write {} where it belongs.");
    }

    /// <summary>What the shell runs.</summary>
    internal string Script { get; }

    /// <summary>The variables that an item gives.</summary>
    internal Dictionary<string, string?> Variables(string value, long number) => _used.ToDictionary(variable => variable, variable => (string?)Value(variable, value, number));

    /// <summary>The command line as one would type it for an item.</summary>
    internal string Line(string value, long number) => Fill(_text, (variable, place) =>
    {
        var word = Quoting.Word(Value(variable, value, number));
        return place switch { ShellPlace.Bare => word, ShellPlace.Quotes => $"\"{word}\"", ShellPlace.Document => Value(variable, value, number), _ => $"'{word}'" };
    });

    private string Placed(string variable, ShellPlace place)
    {
        _used.Add(variable);
        return place switch
        {
            ShellPlace.Bare => $"\"${{{variable}}}\"",
            ShellPlace.Quotes or ShellPlace.Document => $"${{{variable}}}",
            ShellPlace.Apostrophes => $"'\"${{{variable}}}\"'",
            _ => throw CommandException.Usage("--exec-each: a placeholder stands in a here-document whose word is quoted (<<'E'), where the shell puts nothing in. Write <<E."),
        };
    }

    private static string Fill(string text, Func<string, ShellPlace, string> replacement)
    {
        var (filled, places) = (new StringBuilder(), new ShellPlaces());
        for (var i = 0; i < text.Length;)
        {
            var (mark, variable) = Placeholders.FirstOrDefault(one => string.CompareOrdinal(text, i, one.Mark, 0, one.Mark.Length) == 0);
            if (mark is not null)
            {
                filled.Append(replacement(variable, places.Here));
                i += mark.Length;
                continue;
            }

            var taken = places.Pass(text, i);
            filled.Append(text, i, taken);
            i += taken;
        }

        return filled.ToString();
    }

    private static string Value(string variable, string value, long number) => variable switch
    {
        "ACTORMAP_NUMBER" => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "ACTORMAP_STEM" => Stem(value),
        "ACTORMAP_BASE" => Base(value),
        "ACTORMAP_BASE_STEM" => Stem(Base(value)),
        "ACTORMAP_FOLDER" => Folder(value),
        _ => value,
    };

    /// <summary>Without the extension of its last part.</summary>
    private static string Stem(string path)
    {
        var dot = path.LastIndexOf('.');
        return dot >= 0 && path.IndexOf('/', dot) < 0 && dot < path.Length - 1 ? path[..dot] : path;
    }

    private static string Base(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string Folder(string path) => path.LastIndexOf('/') switch { < 0 => ".", 0 => "/", var slash => path[..slash] };
}
