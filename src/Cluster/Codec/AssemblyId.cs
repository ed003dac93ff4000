namespace ActorMap.Cluster.Codec;

/// <summary>Which build of which assembly. A framework assembly has an empty version: its name says it all.</summary>
/// <param name="Name">The assembly's simple name.</param>
/// <param name="Version">The module version id, which every build has its own; empty for framework assemblies.</param>
internal readonly record struct AssemblyId(string Name, Guid Version);
