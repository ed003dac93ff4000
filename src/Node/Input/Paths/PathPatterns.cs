using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;
using Microsoft.Extensions.FileSystemGlobbing;

namespace ActorMap.Node.Input.Paths;

/// <summary>What <c>-i files</c> is given, as paths: what is there is itself, else it is a pattern of <c>*</c> and <c>**</c>.</summary>
internal static class PathPatterns
{
    private const string AnyDotted = "*.*";

    internal static MapRequest Expand(MapRequest request) => request.Format == InputFormat.Files
        ? request with { Inputs = [.. request.Inputs.SelectMany(Expand)] }
        : request;

    /// <returns>The files that match, in ordinal order.</returns>
    internal static IEnumerable<string> Expand(string given)
    {
        if (given == "-" || File.Exists(given)) return [given];
        if (Directory.Exists(given)) throw CommandException.InputOutput($"{given} is a directory; the files in it are '{given.TrimEnd('/')}/*', those below it '{given.TrimEnd('/')}/**/*'.");
        if (!given.Contains('*', StringComparison.Ordinal))
        {
            throw InputFile.Missing(given, given.AsSpan().ContainsAny('?', '[', '{') ? "; of patterns only * and ** are known" : string.Empty);
        }

        var paths = Match(given);
        return paths.Length > 0 ? paths : throw CommandException.InputOutput($"no file matches {given} (below {Path.GetFullPath(Split(given).Folder)}).");
    }

    private static string[] Match(string pattern)
    {
        var (folder, rest) = Split(pattern);
        if (!Directory.Exists(folder)) return [];
        var names = rest.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (names.Contains("..")) throw CommandException.InputOutput($"can't look for {pattern}: .. may stand before the first star, and not behind one.");
        try
        {
            var matcher = new Matcher(StringComparison.Ordinal).AddInclude(string.Join('/', names));
            var found = matcher.Execute(new PatternFolder(new DirectoryInfo(folder), names.Contains("**")));
            // The library takes *.* for *, as DOS did.
            var dotted = names is [.., AnyDotted];
            string[] paths = [.. found.Files.Where(file => !dotted || Path.GetFileName(file.Path).Contains('.', StringComparison.Ordinal)).Select(file => Path.Combine(Start(pattern, folder), file.Path))];
            Array.ForEach(paths, PatternFolder.RequireName);
            Array.Sort(paths, StringComparer.Ordinal);
            return paths;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.InputOutput($"can't look for {pattern}: {error.Message}", error);
        }
    }

    /// <summary>The folder that the pattern starts in: its names before the first that is a pattern.</summary>
    private static (string Folder, string Below) Split(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        var slash = pattern.LastIndexOf('/', star);
        return slash < 0 ? (".", pattern) : (pattern[..Math.Max(1, slash)], pattern[(slash + 1)..]);
    }

    /// <summary>A path is written as its pattern was: relative where that was.</summary>
    private static string Start(string pattern, string folder) => pattern.StartsWith("./", StringComparison.Ordinal) || folder != "." ? folder : string.Empty;
}
