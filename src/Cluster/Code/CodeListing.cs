using ActorMap.Codec;

namespace ActorMap.Cluster.Code;

/// <summary>An assembly that a job brings along, without its bytes.</summary>
/// <param name="Id">Which build of which assembly.</param>
/// <param name="Sha256">The hash of its bytes.</param>
internal sealed record CodeListing(AssemblyId Id, byte[] Sha256);
