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
        _text = Placeholders.Any(one => command.Contains(one.Mark, StringComparison.Ordinal)) ? command : $"{command} {{}}";
        Script = Fill(_text, (variable, place) =>
        {
            _used.Add(variable);
            return place switch { ShellPlace.Bare => $"\"${{{variable}}}\"", ShellPlace.Quotes => $"${{{variable}}}", _ => $"'\"${{{variable}}}\"'" };
        });
    }

    /// <summary>What the shell runs.</summary>
    internal string Script { get; }

    /// <summary>The variables that an item gives.</summary>
    internal Dictionary<string, string?> Variables(string value, long number) => _used.ToDictionary(variable => variable, variable => (string?)Value(variable, value, number));

    /// <summary>The command line as one would type it for an item.</summary>
    internal string Line(string value, long number) => Fill(_text, (variable, place) =>
    {
        var word = Quoting.Word(Value(variable, value, number));
        return place switch { ShellPlace.Bare => word, ShellPlace.Quotes => $"\"{word}\"", _ => $"'{word}'" };
    });

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
