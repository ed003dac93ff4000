using System.Xml;
using System.Xml.Linq;

namespace ActorMap.Node.Functions;

/// <summary>The files that a project, or a file that it imports, names: other projects, imports, linked and embedded files, libraries.</summary>
internal static class NamedFiles
{
    private static readonly string[] Imported = [".props", ".targets", ".projitems"];

    internal static bool IsProject(string path) => Path.GetExtension(path).EndsWith("proj", StringComparison.OrdinalIgnoreCase);

    /// <summary>Those that are there. What stands behind a property is not looked for, but for those that mean a folder here.</summary>
    /// <param name="file">Any file; only what MSBuild reads names others.</param>
    /// <param name="folder">The project's: in what it imports, some paths start there, and some where they are written.</param>
    internal static IEnumerable<string> In(string file, string folder)
    {
        if (!IsProject(file) && !Imported.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)) return [];
        var own = Path.GetDirectoryName(file)!;
        try
        {
            return [.. XDocument.Load(file).Descendants().SelectMany(Names).Select(name => Spelled(name, own, folder))
                .SelectMany(name => new[] { own, folder }.Distinct().SelectMany(start => PathPattern.Expand(name, start)))];
        }
        catch (Exception error) when (error is XmlException or IOException or UnauthorizedAccessException)
        {
            // The build will say what is wrong with it.
            return [];
        }
    }

    /// <summary>Names of other things, such as of packages, stand there as well: no file has them.</summary>
    private static IEnumerable<string> Names(XElement element) =>
        new[] { element.Attribute("Include")?.Value, element.Attribute("Project")?.Value, element.Name.LocalName == "HintPath" ? element.Value : null }
            .OfType<string>().SelectMany(text => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string Spelled(string name, string own, string folder) => name
        .Replace("$(MSBuildThisFileDirectory)", own + "/", StringComparison.OrdinalIgnoreCase)
        .Replace("$(MSBuildProjectDirectory)", folder, StringComparison.OrdinalIgnoreCase)
        .Replace("$(ProjectDir)", folder + "/", StringComparison.OrdinalIgnoreCase);
}
