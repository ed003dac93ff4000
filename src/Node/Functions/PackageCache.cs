using System.Security.Cryptography;
using System.Text;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>Where built functions are kept: below the user's cache, under the hash of all that went in.</summary>
internal static class PackageCache
{
    // Longer than any build: what is older was left behind by one that was killed.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    internal static string Root => Path.Combine(UserCache.Folder ?? Path.Combine(Path.GetTempPath(), "actormap"), "functions");

    internal static string Key(string[] sources, string project, FileDirectives directives)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{ToolVersion.Text}\n{project}"));
        foreach (var source in sources.Concat(ProjectFiles.Of(directives.Projects))) hash.AppendData(File.ReadAllBytes(source));
        hash.AppendData(File.ReadAllBytes(typeof(MapContext).Assembly.Location));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A folder to build in, beside where the result will be: moving it there is one step, and no other map sees a part of it.</summary>
    /// <returns>One that is thrown away at the end, where the cache can't be written.</returns>
    internal static string Begin(string folder)
    {
        var work = $"{folder}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(work);
            DropAbandoned(Path.GetDirectoryName(folder)!);
            return work;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Streams.Tell($"actormap: the cache {Root} can't be written, so this build is not kept: {error.Message} XDG_CACHE_HOME names another.\n");
            var passing = Directory.CreateTempSubdirectory("actormap-function-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(passing);
            return passing;
        }
    }

    /// <returns>Where the build is now: another map that was first has made the same.</returns>
    internal static string Keep(string work, string folder)
    {
        if (Path.GetDirectoryName(work) != Path.GetDirectoryName(folder)) return work;
        try
        {
            if (Directory.Exists(folder) && !File.Exists(Library(folder))) Drop(folder);
            Directory.Move(work, folder);
        }
        catch (IOException) when (File.Exists(Library(folder)))
        {
            Drop(work);
        }
        catch (IOException)
        {
            return work;
        }

        return folder;
    }

    internal static string Library(string folder) => Path.Combine(folder, "out", "function.dll");

    internal static void Drop(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Left for the next build, or for whoever empties the cache.
        }
    }

    private static void DropAbandoned(string root)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var work in Directory.EnumerateDirectories(root, "*.*").Where(work => now - Directory.GetLastWriteTimeUtc(work) > Abandoned)) Drop(work);
    }
}
