using System.Reflection;

namespace ActorMap.Codec;

/// <summary>Names an assembly.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Version">Its module version id, another for each build; empty for the framework's, which are matched by name.</param>
internal readonly record struct AssemblyId(string Name, Guid Version)
{
    internal static AssemblyId Of(Assembly assembly) => new(
        assembly.GetName().Name!, FrameworkAssemblies.Contains(assembly) ? Guid.Empty : assembly.ManifestModule.ModuleVersionId);

    public override string ToString() => Version == Guid.Empty ? Name : $"{Name} ({Version})";
}
