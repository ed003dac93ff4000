using System.Security.Cryptography;
using System.Text;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Functions;

/// <summary>Where built functions are kept: below the user's cache, under the hash of all that went in.</summary>
internal static class PackageCache
{
    /// <summary>The folder in a build's folder that what it has made is in.</summary>
    internal const string Made = "out";

    // Longer than any build: what is older was left behind by one that was killed.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    internal static string Root => Path.Combine(UserCache.Folder ?? Path.Combine(Path.GetTempPath(), "actormap"), "functions");

    internal static string Key(string[] sources, string project, FileDirectives directives)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{ToolVersion.Text}\n{project}"));
        foreach (var source in sources) hash.AppendData(Read(source));
        foreach (var file in ProjectFiles.Of(directives.Projects))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{file}\n"));
            hash.AppendData(ProjectFiles.Sum(file));
        }

        hash.AppendData(File.ReadAllBytes(typeof(MapContext).Assembly.Location));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A folder to build in, beside where the result will be: moving it there is one step, and no other map sees a part of it.</summary>
    /// <returns>One that is thrown away at the end, where the cache can't be written. The project is in it.</returns>
    internal static string Begin(string folder, string project)
    {
        var work = $"{folder}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(work);
            PackageProject.Write(work, project);
            DropAbandoned(Path.GetDirectoryName(folder)!);
            return work;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Drop(work);
            return BeginPassing(project, error.Message);
        }
    }

    private static string BeginPassing(string project, string why)
    {
        try
        {
            var passing = Directory.CreateTempSubdirectory("actormap-function-").FullName;
            DropAtTheEnd(passing);
            PackageProject.Write(passing, project);
            Streams.Tell($"actormap: the cache {Root} can't be written, so this build is not kept: {why} XDG_CACHE_HOME names another.\n");
            return passing;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.InputOutput(
                $"there is no place to build in: the cache {Root} can't be written ({why}), nor can the temporary folder {Path.GetTempPath()} ({error.Message}). XDG_CACHE_HOME names another cache, TMPDIR another folder.", error);
        }
    }

    /// <returns>Where the build is now: another map that was first has made the same.</returns>
    internal static string Keep(string work, string folder)
    {
        if (Path.GetDirectoryName(work) != Path.GetDirectoryName(folder)) return work;
        try
        {
            BuiltFiles.Note(work, Made);
            if (Directory.Exists(folder) && !BuiltFiles.AreWhole(folder)) Drop(folder);
            Directory.Move(work, folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!BuiltFiles.AreWhole(folder))
            {
                DropAtTheEnd(work);
                return work;
            }

            Drop(work);
        }

        return folder;
    }

    internal static string Library(string folder) => Path.Combine(folder, Made, "function.dll");

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

    private static void DropAtTheEnd(string folder) => AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(folder);

    private static byte[] Read(string source)
    {
        try
        {
            return File.ReadAllBytes(source);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Function($"can't read the function {source}: {error.Message}");
        }
    }

    private static void DropAbandoned(string root)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var work in Directory.EnumerateDirectories(root, "*.*").Where(work => now - Directory.GetLastWriteTimeUtc(work) > Abandoned)) Drop(work);
    }
}
