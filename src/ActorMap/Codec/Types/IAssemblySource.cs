using System.Reflection;

namespace ActorMap.Codec;

/// <summary>Gives a state's reader the assemblies that its types live in.</summary>
internal interface IAssemblySource
{
    /// <summary>Finds or loads an assembly.</summary>
    /// <exception cref="FunctionLoadException">It isn't to be had here.</exception>
    Assembly Load(AssemblyId id);
}
