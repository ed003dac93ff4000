using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>The <c>#:</c> lines at the head of a file-based program, and of the files that it is built with.</summary>
/// <param name="Packages">Names and versions of <c>#:package Name@Version</c>.</param>
/// <param name="Properties">Names and values of <c>#:property Name=Value</c>.</param>
/// <param name="Projects">Paths of <c>#:project Path</c>.</param>
/// <param name="Sdks">Names and versions of <c>#:sdk Name@Version</c>.</param>
internal sealed record FileDirectives(
    IReadOnlyList<(string Name, string Version)> Packages, IReadOnlyList<(string Name, string Value)> Properties, IReadOnlyList<string> Projects,
    IReadOnlyList<(string Name, string Version)> Sdks)
{
    private const string PlainSdk = "Microsoft.NET.Sdk";

    /// <summary>Whether there is anything that the compiler alone does not know. How a program is published says nothing of its functions.</summary>
    internal bool NeedsSdk => Packages.Count + Projects.Count > 0 || Sdks.Any(sdk => sdk != (PlainSdk, string.Empty))
        || Properties.Any(property => !property.Name.StartsWith("Publish", StringComparison.OrdinalIgnoreCase) && !property.Name.StartsWith("Pack", StringComparison.OrdinalIgnoreCase));

    /// <summary>The first line that needs the SDK, behind its file and number; null where none does.</summary>
    internal string? NeedsSdkFor { get; private set; }

    /// <param name="path">The file with the function.</param>
    /// <param name="others">Those that are compiled with it. Where two lines set one property, that of the function's file holds.</param>
    internal static FileDirectives Read(string path, IReadOnlyList<string> others)
    {
        var (own, all) = (Read([path]), Read(others.Prepend(path)));
        return all with { Properties = [.. all.Properties.Skip(own.Properties.Count), .. own.Properties] };
    }

    internal static FileDirectives Read(IEnumerable<string> paths)
    {
        var directives = new FileDirectives(new List<(string, string)>(), new List<(string, string)>(), new List<string>(), new List<(string, string)>());
        foreach (var path in paths) directives.AddAll(path);
        return directives;
    }

    private void AddAll(string path)
    {
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            var text = line.Trim();
            if (text.StartsWith("#:", StringComparison.Ordinal)) Add(text, path, number);
            else if (text.Length > 0 && !IsBeforeCode(text)) break;
            if (NeedsSdk) NeedsSdkFor ??= $"{path}:{number}: {text}";
        }
    }

    private void Add(string text, string path, int line)
    {
        var (kind, value) = Pair(text[2..], ' ');
        var (name, rest) = Pair(value, kind == "property" ? '=' : '@');
        if (name.Length == 0 || (kind == "property" && rest.Length == 0 && !value.Contains('=', StringComparison.Ordinal)))
            throw Wrong($"#:{kind} names nothing; write {(kind == "property" ? "#:property NAME=VALUE" : $"#:{kind} NAME")}.");
        switch (kind)
        {
            case "package":
                AddVersioned(Packages);
                break;
            case "property":
                ((List<(string, string)>)Properties).Add(IsName(name) ? (name, rest) : throw Wrong($"'{name}' is no name of a property."));
                break;
            case "project":
                var project = Project(Path.GetFullPath(value, Path.GetDirectoryName(Path.GetFullPath(path))!));
                if (!Projects.Contains(project)) ((List<string>)Projects).Add(project);
                break;
            case "sdk":
                AddVersioned(Sdks);
                break;
            default:
                throw Wrong($"#:{kind} means nothing here; what does is #:package, #:project, #:property and #:sdk.");
        }

        void AddVersioned(IReadOnlyList<(string Name, string Version)> before)
        {
            var same = before.Where(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
            if (same is []) ((List<(string, string)>)before).Add((name, rest));
            else if (same[0].Version != rest) throw Wrong($"{text} is another version than {same[0].Name}{(same[0].Version is "" ? " without one" : $"@{same[0].Version}")}, which a line before it names. Write the same in both.");
        }

        CommandException Wrong(string why) => CommandException.Function($"{path}:{line}: {why}");
    }

    /// <summary>A folder stands for the project in it.</summary>
    private static string Project(string path) => Directory.Exists(path) && Directory.GetFiles(path, "*.*proj") is [var only] ? only : path;

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Function($"can't read the function {path}: {error.Message}");
        }
    }

    /// <summary>Directives stand before the code: what looks like one further down is a part of some text.</summary>
    private static bool IsBeforeCode(string text) => text[0] is '#' or '*' || text.StartsWith("//", StringComparison.Ordinal) || text.StartsWith("/*", StringComparison.Ordinal);

    private static bool IsName(string name) => (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');

    private static (string Name, string Value) Pair(string text, char separator)
    {
        var parts = text.Split(separator, 2, StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length > 1 ? parts[1] : string.Empty);
    }
}
