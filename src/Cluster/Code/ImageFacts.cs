using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ActorMap.Codec;

namespace ActorMap.Cluster.Code;

/// <summary>What the bytes of an assembly say it is, read without loading it.</summary>
internal static class ImageFacts
{
    /// <exception cref="BadImageFormatException">The bytes are no assembly.</exception>
    public static AssemblyId IdOf(ReadOnlyMemory<byte> image)
    {
        using var reader = new PEReader(new MemoryStream(image.ToArray(), writable: false));
        if (!reader.HasMetadata) throw new BadImageFormatException("The bytes hold no .NET metadata.");
        var metadata = reader.GetMetadataReader();
        if (!metadata.IsAssembly) throw new BadImageFormatException("The bytes hold a module, not an assembly.");
        var assembly = metadata.GetAssemblyDefinition();
        return new AssemblyId(Satellite.NameOf(metadata.GetString(assembly.Name), metadata.GetString(assembly.Culture)), metadata.GetGuid(metadata.GetModuleDefinition().Mvid));
    }
}
