using System.Text.RegularExpressions;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Programs;

/// <summary>Which files a program's words name: a script, a model, and whatever else it is given.</summary>
internal static partial class ProgramWords
{
    /// <summary>The program, and those of its arguments that are files.</summary>
    internal static IEnumerable<string> Files(string[] words) => OfThose([ProgramFinder.Locate(words[0]), .. words.Skip(1)]);

    /// <summary>Those of a shell's words that are files, but for what it writes to. What the shell makes of others nobody knows before it runs them.</summary>
    internal static IEnumerable<string> Files(string command) => OfThose(Delimiter().Split(Redirection().Replace(command, " ")));

    /// <summary>Not pipes: what is read from one is gone.</summary>
    private static IEnumerable<string> OfThose(IEnumerable<string?> words) => words.OfType<string>().Where(word => File.Exists(word) && !FileIdentity.IsDevice(word)).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@">[>|&]?\s*\S+")]
    private static partial Regex Redirection();

    [GeneratedRegex(@"[\s""'`|&;<>()$={}]+")]
    private static partial Regex Delimiter();
}
