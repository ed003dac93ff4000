using ActorMap.Codec;

namespace ActorMap.Cluster.Code;

/// <summary>One assembly that travels: what it is, its bytes, and the hash by which a node checks them.</summary>
/// <param name="Id">Which build of which assembly.</param>
/// <param name="Name">What its file is called.</param>
/// <param name="Image">The bytes of the assembly.</param>
/// <param name="Sha256">The hash of the bytes.</param>
/// <param name="Path">Where it was read; null where it was not.</param>
internal sealed record CodeFile(AssemblyId Id, string Name, ReadOnlyMemory<byte> Image, byte[] Sha256, string? Path = null)
{
    /// <summary>What is told to the nodes before any bytes travel.</summary>
    public CodeListing Listing => new(Id, Sha256);
}
