using System.Reflection;
using System.Runtime.Loader;

namespace ActorMap.Cluster.Code;

/// <summary>Where the code of one job lives. What the job brought along comes before what the node has.</summary>
internal sealed class JobLoadContext(Func<string, Assembly?> shipped) : AssemblyLoadContext("job", isCollectible: true)
{
    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name is { } name ? shipped(name) : null;
}
