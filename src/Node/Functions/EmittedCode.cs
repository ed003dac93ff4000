using System.Collections.Concurrent;
using System.Reflection;

namespace ActorMap.Node.Functions;

/// <summary>The images of what was compiled in this process: a loaded assembly does not have its own.</summary>
internal static class EmittedCode
{
    private static readonly ConcurrentDictionary<Assembly, byte[]> Images = [];

    internal static IEnumerable<KeyValuePair<Assembly, byte[]>> All => Images;

    internal static Assembly Keep(Assembly assembly, byte[] image)
    {
        Images[assembly] = image;
        return assembly;
    }
}
