using ActorMap.Node.Shell;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace ActorMap.Node.Input.Paths;

/// <summary>A folder as patterns look into it. Where they go into any folders below, they go behind no links: one that leads upwards would have every file again and again.</summary>
/// <param name="folder">The folder.</param>
/// <param name="goesDeep">Whether the pattern has a <c>**</c>.</param>
internal sealed class PatternFolder(DirectoryInfo folder, bool goesDeep) : DirectoryInfoBase
{
    private const char NoUtf8 = '\uFFFD';

    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    public override string Name => folder.Name;

    public override string FullName => folder.FullName;

    public override DirectoryInfoBase? ParentDirectory => folder.Parent is { } parent ? new PatternFolder(parent, goesDeep) : null;

    public override IEnumerable<FileSystemInfoBase> EnumerateFileSystemInfos()
    {
        RequireName(FullName);
        foreach (var entry in folder.EnumerateFileSystemInfos("*", s_all))
        {
            if (entry is FileInfo file) yield return new FileInfoWrapper(file);
            else if (!goesDeep || !IsLink(entry)) yield return new PatternFolder((DirectoryInfo)entry, goesDeep);
        }
    }

    public override DirectoryInfoBase GetDirectory(string path) => new PatternFolder(new DirectoryInfo(Path.Combine(FullName, path)), goesDeep);

    public override FileInfoBase GetFile(string path) => new FileInfoWrapper(new FileInfo(Path.Combine(FullName, path)));

    /// <summary>A name that is no UTF-8 comes from the framework as another, under which there is nothing.</summary>
    internal static void RequireName(string path)
    {
        if (!path.Contains(NoUtf8, StringComparison.Ordinal) || Path.Exists(path)) return;
        throw CommandException.InputOutput($"the name of {Path.GetRelativePath(".", path)} is no UTF-8, and so nothing can be opened by it. Rename it (convmv), or choose a pattern that leaves it out.");
    }

    /// <summary>Of a name that leads nowhere the framework says that it is everything.</summary>
    private static bool IsLink(FileSystemInfo entry)
    {
        RequireName(entry.FullName);
        return (entry.Attributes & FileAttributes.ReparsePoint) != 0;
    }
}
