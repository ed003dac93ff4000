using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ActorMap.Codec;

namespace ActorMap.Cluster.Code;

/// <summary>The bytes of assemblies that this process has loaded: read and hashed once, and let go together with the assembly.</summary>
internal static class CodeImages
{
    private static readonly ConditionalWeakTable<Assembly, CodeFile> Files = [];

    /// <summary>Tells the bytes of an assembly that was loaded from memory. What is loaded from a file needs no telling.</summary>
    /// <exception cref="ArgumentException">The bytes are those of another assembly.</exception>
    public static void Remember(Assembly assembly, byte[] image)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(image);
        if (ImageFacts.IdOf(image) != IdOf(assembly)) throw new ArgumentException($"The bytes are not those of {assembly.GetName().Name}.", nameof(image));
        Files.AddOrUpdate(assembly, FileOf(assembly, image));
    }

    /// <summary>The assembly, ready to travel.</summary>
    /// <exception cref="FunctionLoadException">Its bytes can't be had.</exception>
    public static CodeFile Of(Assembly assembly) => Files.GetValue(assembly, Read);

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
            if (ImageFacts.IdOf(image) == IdOf(assembly)) return FileOf(assembly, image);
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

    private static CodeFile FileOf(Assembly assembly, byte[] image) =>
        new(IdOf(assembly), $"{assembly.GetName().Name}.dll", image, SHA256.HashData(image));
}
