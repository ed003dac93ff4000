using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ActorMap.Cluster.Code;

/// <summary>The assemblies of this program that a worker process finds where this process did, as it is started with the same list of files: they need not be read, nor hashed.</summary>
internal static class ProgramFiles
{
    private static readonly StringComparer Paths = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    // What the host of the runtime has resolved, from the program's deps.json or its folder.
    private static readonly HashSet<string> Listed = new((AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), Paths);

    // A worker process looks beside the library that it is; a program may have been told of other folders.
    private static readonly string Folder = Path.GetDirectoryName(LocationOf(typeof(ProgramFiles).Assembly)) ?? "";

    // In milliseconds. A program that maps a thousand times a second need not look at twenty files each time.
    private const long LooksAgain = 1000;

    private static readonly ConditionalWeakTable<Assembly, Seen> Checked = [];

    /// <summary>Whether a process that starts now would load this very build. One that was built anew since is not.</summary>
    public static bool Has(Assembly assembly)
    {
        if (Checked.TryGetValue(assembly, out var seen) && Environment.TickCount64 - seen.At < LooksAgain) return true;
        if (assembly.IsDynamic || AssemblyLoadContext.GetLoadContext(assembly) != AssemblyLoadContext.Default) return false;
        var path = LocationOf(assembly);
        if (!Listed.Contains(path) || !Paths.Equals(Path.GetDirectoryName(path), Folder)) return false;
        var file = new FileInfo(path);
        if (!file.Exists) return false;
        var now = new Seen(file.LastWriteTimeUtc, file.Length, Environment.TickCount64);
        if (seen?.IsOf(now) != true && VersionAt(path) != assembly.ManifestModule.ModuleVersionId) return false;
        Checked.AddOrUpdate(assembly, now);
        return true;
    }

    private static Guid VersionAt(string path)
    {
        try
        {
            using var reader = new PEReader(File.OpenRead(path));
            var metadata = reader.GetMetadataReader();
            return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or BadImageFormatException or InvalidOperationException)
        {
            // Whoever reads it to send it says what is wrong.
            return Guid.Empty;
        }
    }

    [SuppressMessage("SingleFile", "IL3000", Justification = "An empty location is in no list.")]
    private static string LocationOf(Assembly assembly) => assembly.Location;

    private sealed record Seen(DateTime Written, long Length, long At)
    {
        public bool IsOf(Seen other) => (Written, Length) == (other.Written, other.Length);
    }
}
