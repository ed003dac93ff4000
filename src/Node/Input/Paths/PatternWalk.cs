using System.IO.Enumeration;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Input.Paths;

/// <summary>Finds the files of a pattern, name by name: <c>*</c> stands for any part of one, <c>**</c> for any folders, and anything else for itself, as in a shell.</summary>
internal sealed class PatternWalk
{
    private const string AnyFolders = "**";
    private const char NoUtf8 = '\uFFFD';

    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly string[] _names;
    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    internal PatternWalk(string pattern)
    {
        var names = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        _names = names[^1] == AnyFolders ? [.. names, "*"] : names;
    }

    /// <param name="folder">Where the pattern begins; empty for the working directory, which is not in the paths then.</param>
    /// <returns>Each file once, in ordinal order.</returns>
    internal SortedSet<string> From(string folder)
    {
        Walk(folder, 0);
        return _found;
    }

    private void Walk(string folder, int at)
    {
        var (name, isLast) = (_names[at], at == _names.Length - 1);
        if (name == AnyFolders)
        {
            Walk(folder, at + 1);

            // Not behind links: one that leads upwards would have every file again and again.
            foreach (var below in Entries(folder, "*").OfType<DirectoryInfo>())
            {
                var path = Known(folder, below);
                if ((below.Attributes & FileAttributes.ReparsePoint) == 0) Walk(path, at);
            }
        }
        else if (!name.Contains('*', StringComparison.Ordinal))
        {
            var path = Path.Combine(folder, name);
            if (isLast && File.Exists(path)) _found.Add(path);
            else if (!isLast && Directory.Exists(path)) Walk(path, at + 1);
        }
        else
        {
            foreach (var entry in Entries(folder, name).Where(one => one is DirectoryInfo != isLast))
            {
                if (isLast) _found.Add(Known(folder, entry));
                else Walk(Known(folder, entry), at + 1);
            }
        }
    }

    private static IEnumerable<FileSystemInfo> Entries(string folder, string name)
    {
        // Of the names' other characters two mean something to the framework.
        var expression = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal);
        return new DirectoryInfo(folder.Length == 0 ? "." : folder).EnumerateFileSystemInfos("*", s_all).Where(entry => FileSystemName.MatchesSimpleExpression(expression, entry.Name, ignoreCase: false));
    }

    /// <summary>A name that is no UTF-8 comes from the framework as another, under which there is nothing.</summary>
    private static string Known(string folder, FileSystemInfo entry)
    {
        var path = Path.Combine(folder, entry.Name);
        if (!entry.Name.Contains(NoUtf8, StringComparison.Ordinal) || Path.Exists(path)) return path;
        throw CommandException.InputOutput($"the name of {path} is no UTF-8, and so nothing can be opened by it. Rename it (convmv), or choose a pattern that leaves it out.");
    }
}
