using System.IO.Enumeration;

namespace ActorMap.Node.Functions;

/// <summary>Paths with MSBuild's <c>*</c>, <c>?</c> and <c>**</c>. Some more files may be found than MSBuild takes, and none fewer.</summary>
internal static class PathPattern
{
    internal static IEnumerable<string> Expand(string pattern, string start)
    {
        if (pattern.Contains("$(", StringComparison.Ordinal)) return [];
        var path = Path.GetFullPath(pattern.Replace('\\', Path.DirectorySeparatorChar), start);
        var wild = path.AsSpan().IndexOfAny('*', '?');
        if (wild < 0) return File.Exists(path) ? [path] : [];

        var fixedPart = path.LastIndexOf(Path.DirectorySeparatorChar, wild);
        var (folder, rest) = (path[..fixedPart], path[(fixedPart + 1)..]);
        if (!Directory.Exists(folder)) return [];
        var isDeep = rest.Contains("**", StringComparison.Ordinal) || rest.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        var expression = Plain(rest).Replace("**/", "*", StringComparison.Ordinal);
        return Files(folder, isDeep).Where(file => FileSystemName.MatchesSimpleExpression(expression, Plain(file[(fixedPart + 1)..])));
    }

    /// <summary>The files of a folder, in the order of their names. What builds leave, and what is hidden, is no source.</summary>
    internal static IEnumerable<string> Files(string folder, bool isDeep)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = isDeep, AttributesToSkip = FileAttributes.None };
        return new FileSystemEnumerable<string>(folder, (ref FileSystemEntry one) => one.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry one) => !one.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry one) => one.FileName is not ("bin" or "obj") && one.FileName[0] != '.',
        }.Order(StringComparer.Ordinal);
    }

    /// <summary>In expressions a backslash is no separator.</summary>
    private static string Plain(string path) => path.Replace(Path.DirectorySeparatorChar, '/');
}
