using System.Reflection;

namespace ActorMap.Cluster.Codec;

/// <summary>Where a job's types come from.</summary>
internal interface IAssemblySource
{
    /// <summary>Finds exactly this build of the assembly.</summary>
    /// <exception cref="FunctionLoadException">It is not here, or only another build of it.</exception>
    Assembly Load(AssemblyId id);
}
