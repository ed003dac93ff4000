using System.Reflection;
using System.Runtime.Loader;

namespace ActorMap.Cluster.Code;

/// <summary>Looking for an assembly that may not be there.</summary>
internal static class References
{
    /// <summary>The assembly that the context binds the name to, or null where there is none.</summary>
    public static Assembly? TryLoad(AssemblyLoadContext context, AssemblyName name)
    {
        try
        {
            return context.LoadFromAssemblyName(name);
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }
}
