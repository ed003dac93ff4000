using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ActorMap.Cluster.Code;

/// <summary>
/// What an assembly needs and not every node has, itself first. To find it takes a third of a millisecond where a program has twenty assemblies, so that is done once; and anew where an assembly
/// has been loaded since, as what could not be found may be there now.
/// </summary>
internal static class Dependencies
{
    private static readonly ConditionalWeakTable<Assembly, Found> Known = [];
    private static int s_loaded;

    static Dependencies() => AppDomain.CurrentDomain.AssemblyLoad += (_, _) => Interlocked.Increment(ref s_loaded);

    public static IReadOnlyList<(string Name, Assembly Assembly)> Of(Assembly root)
    {
        // Looking loads what is referenced, so that the second look is the one that lasts.
        var loaded = Volatile.Read(ref s_loaded);
        if (Known.TryGetValue(root, out var found) && found.Loaded == loaded) return found.Assemblies;
        found = new Found(loaded, Find(root));
        Known.AddOrUpdate(root, found);
        return found.Assemblies;
    }

    private static List<(string Name, Assembly Assembly)> Find(Assembly root)
    {
        var found = new List<(string Name, Assembly Assembly)>();
        var seen = new HashSet<Assembly>();
        var ahead = new Queue<Assembly>([root]);
        while (ahead.TryDequeue(out var assembly))
        {
            if (!seen.Add(assembly) || EveryNode.Has(assembly)) continue;
            found.Add((assembly.GetName().Name!, assembly));
            var context = AssemblyLoadContext.GetLoadContext(assembly) ?? AssemblyLoadContext.Default;
            foreach (var reference in assembly.GetReferencedAssemblies())
                // What is missing here is missing there: a function that needs it fails on a node as it would in this process.
                if (References.TryLoad(context, reference) is { } there) ahead.Enqueue(there);
        }

        return found;
    }

    private sealed record Found(int Loaded, List<(string Name, Assembly Assembly)> Assemblies);
}
