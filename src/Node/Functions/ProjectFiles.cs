using System.Security.Cryptography;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>The files that decide what a project builds: what a cached build of it goes by.</summary>
internal static class ProjectFiles
{
    // A map that starts does not wait until more than this is read of one.
    private const int Most = 64 << 20;

    // What is compiled or embedded without being named. All files of the folder would be too many: results and journals may lie there as well.
    private static readonly string[] Kinds = [".cs", ".vb", ".fs", ".fsi", ".razor", ".cshtml", ".props", ".targets", ".projitems", ".resx", ".json", ".txt"];

    private static readonly string[] Above = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config", "NuGet.config", "NuGet.Config"];

    /// <summary>Those below the projects' folders, what these name, wherever it is, what holds for all below a folder above; and so for the projects that they refer to.</summary>
    internal static IEnumerable<string> Of(IEnumerable<string> projects) => Walk(projects).Distinct(StringComparer.Ordinal);

    /// <summary>A hash of the file: of a very large one of its length and time.</summary>
    internal static byte[] Sum(string path)
    {
        try
        {
            // What has no length may be a pipe, which nobody may ever write into.
            var file = new FileInfo(path);
            if (file.Length == 0) return SHA256.HashData([]);
            if (file.Length > Most) return SHA256.HashData([.. BitConverter.GetBytes(file.Length), .. BitConverter.GetBytes(file.LastWriteTimeUtc.Ticks)]);
            using var content = file.OpenRead();
            return SHA256.HashData(content);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Function($"can't read {path}, which a project is made of: {error.Message}");
        }
    }

    private static IEnumerable<string> Walk(IEnumerable<string> projects)
    {
        HashSet<string> folders = new(StringComparer.Ordinal);
        Queue<string> open = new(projects);
        while (open.TryDequeue(out var project))
        {
            var folder = Path.GetDirectoryName(project)!;
            if (!Directory.Exists(folder) || !folders.Add(folder)) continue;
            HashSet<string> seen = new(StringComparer.Ordinal);
            Queue<string> files = new(PathPattern.Files(folder, isDeep: true).Where(IsSource).Concat(FromAbove(folder)));
            while (files.TryDequeue(out var file))
            {
                if (!seen.Add(file)) continue;
                yield return file;
                foreach (var named in NamedFiles.In(file, folder)) (NamedFiles.IsProject(named) ? open : files).Enqueue(named);
            }
        }
    }

    private static bool IsSource(string path) => NamedFiles.IsProject(path) || Kinds.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> FromAbove(string folder)
    {
        for (var above = Path.GetDirectoryName(folder); above is not null; above = Path.GetDirectoryName(above))
            foreach (var file in Above.Select(name => Path.Combine(above, name)).Where(File.Exists)) yield return file;
    }
}
