using System.Xml;
using System.Xml.Linq;

namespace ActorMap.Node.Functions;

/// <summary>The files that decide what a project builds: what a cached build of it goes by.</summary>
internal static class ProjectFiles
{
    private static readonly string[] Kinds = [".cs", ".csproj", ".props", ".targets", ".resx", ".json", ".txt"];

    /// <summary>Those below the projects' folders and those of the projects that they refer to.</summary>
    internal static IEnumerable<string> Of(IEnumerable<string> projects)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Queue<string> open = new(projects);
        while (open.TryDequeue(out var project))
        {
            var folder = Path.GetDirectoryName(project)!;
            if (!Directory.Exists(folder) || !seen.Add(folder)) continue;
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsSource).Order(StringComparer.Ordinal))
            {
                yield return file;
                if (file.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
                    foreach (var other in References(file)) open.Enqueue(other);
            }
        }
    }

    private static bool IsSource(string path) =>
        Kinds.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static IEnumerable<string> References(string project)
    {
        try
        {
            return [.. XDocument.Load(project).Descendants().Where(one => one.Name.LocalName == "ProjectReference")
                .Select(one => one.Attribute("Include")?.Value.Replace('\\', Path.DirectorySeparatorChar)).OfType<string>()
                .Select(path => Path.GetFullPath(path, Path.GetDirectoryName(project)!))];
        }
        catch (XmlException)
        {
            // The build will say what is wrong with it.
            return [];
        }
    }
}
