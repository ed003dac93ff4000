namespace ActorMap.Node.Functions;

/// <summary>The <c>#:</c> lines at the head of a file-based program.</summary>
/// <param name="Packages">Names and versions of <c>#:package Name@Version</c>.</param>
/// <param name="Properties">Names and values of <c>#:property Name=Value</c>.</param>
/// <param name="Projects">Paths of <c>#:project Path</c>.</param>
internal sealed record FileDirectives(
    IReadOnlyList<(string Name, string Version)> Packages, IReadOnlyList<(string Name, string Value)> Properties, IReadOnlyList<string> Projects)
{
    internal bool NeedsSdk => Packages.Count + Projects.Count > 0;

    internal static FileDirectives Read(string path)
    {
        List<(string, string)> packages = [], properties = [];
        List<string> projects = [];
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var line in File.ReadLines(path))
        {
            var text = line.Trim();
            if (text.StartsWith("#:package ", StringComparison.Ordinal)) packages.Add(Pair(text["#:package ".Length..], '@'));
            else if (text.StartsWith("#:property ", StringComparison.Ordinal)) properties.Add(Pair(text["#:property ".Length..], '='));
            else if (text.StartsWith("#:project ", StringComparison.Ordinal)) projects.Add(Path.GetFullPath(text["#:project ".Length..].Trim(), folder));
        }

        return new FileDirectives(packages, properties, projects);
    }

    private static (string Name, string Value) Pair(string text, char separator)
    {
        var parts = text.Split(separator, 2, StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length > 1 ? parts[1] : string.Empty);
    }
}
