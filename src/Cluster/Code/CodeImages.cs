using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ActorMap.Codec;

namespace ActorMap.Cluster.Code;

/// <summary>The bytes of assemblies that this process has loaded, and of their satellites: read and hashed once, and let go together with the assembly.</summary>
internal static class CodeImages
{
    private static readonly ConditionalWeakTable<Assembly, CodeFile> Files = [];
    private static readonly ConditionalWeakTable<Assembly, CodeFile[]> Satellites = [];

    /// <summary>Tells the bytes of an assembly that was loaded from memory. What is loaded from a file needs no telling.</summary>
    /// <exception cref="ArgumentException">The bytes are those of another assembly.</exception>
    public static void Remember(Assembly assembly, byte[] image)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(image);
        if (ImageFacts.IdOf(image) != IdOf(assembly)) throw new ArgumentException($"The bytes are not those of {assembly.GetName().Name}.", nameof(image));
        Files.AddOrUpdate(assembly, FileOf(IdOf(assembly), image, null));
    }

    /// <summary>The assembly, ready to travel.</summary>
    /// <exception cref="FunctionLoadException">Its bytes can't be had.</exception>
    public static CodeFile Of(Assembly assembly) => Files.GetValue(assembly, Read);

    /// <summary>Its texts in other languages, each in a folder of the language's name.</summary>
    /// <exception cref="FunctionLoadException">One is there and can't be read.</exception>
    public static IReadOnlyList<CodeFile> SatellitesOf(Assembly assembly) => Satellites.GetValue(assembly, FindSatellites);

    private static CodeFile[] FindSatellites(Assembly assembly)
    {
        // Most assemblies have no texts at all, and a folder may have many folders.
        if (assembly.IsDynamic || Location(assembly) is not { Length: > 0 } path || !assembly.GetManifestResourceNames().Any(name => name.EndsWith(".resources", StringComparison.Ordinal))) return [];
        var name = assembly.GetName().Name!;
        var files = new List<CodeFile>();
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(Path.GetDirectoryName(path)!).Order(StringComparer.Ordinal))
            {
                var file = Path.Combine(folder, $"{name}.resources.dll");
                if (!File.Exists(file)) continue;
                var image = File.ReadAllBytes(file);
                var id = ImageFacts.IdOf(image);
                if (Satellite.MainOf(id.Name) == name) files.Add(FileOf(id, image, file));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            throw new FunctionLoadException($"The texts of {name} in other languages can't be sent to the nodes ({error.Message}).", error);
        }

        return [.. files];
    }

    private static CodeFile Read(Assembly assembly)
    {
        var name = assembly.GetName().Name;
        if (assembly.IsDynamic)
            throw new FunctionLoadException($"{name} was made at run time (Reflection.Emit) and has no bytes that could travel: put the function in a compiled assembly, or register it on the nodes and name it with MapFunction.Named.");
        if (Location(assembly) is not { Length: > 0 } path)
            throw new FunctionLoadException($"{name} was loaded from memory (or from a single-file program), so its bytes are not at hand: load it from a file, publish without PublishSingleFile, or register the function on the nodes and name it with MapFunction.Named.");
        try
        {
            var image = File.ReadAllBytes(path);
            if (ImageFacts.IdOf(image) == IdOf(assembly)) return FileOf(IdOf(assembly), image, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            throw new FunctionLoadException($"{name} can't be sent to the nodes: {path} can't be read any more ({error.Message}). Restart the program with the file in place.", error);
        }

        throw new FunctionLoadException($"{name} can't be sent to the nodes: {path} was built anew since this program loaded it. Restart the program.");
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("SingleFile", "IL3000", Justification = "An empty location is the case that is told.")]
    private static string Location(Assembly assembly) => assembly.Location;

    private static AssemblyId IdOf(Assembly assembly) => new(assembly.GetName().Name!, assembly.ManifestModule.ModuleVersionId);

    private static CodeFile FileOf(AssemblyId id, byte[] image, string? path) => new(id, $"{id.Name}.dll", image, SHA256.HashData(image), path);
}
