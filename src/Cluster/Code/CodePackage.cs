using System.Reflection;
using System.Runtime.Loader;

namespace ActorMap.Cluster.Code;

/// <summary>The code of a job: the function's assembly, those of its items, and all that they depend on and a node does not have anyway.</summary>
internal static class CodePackage
{
    /// <summary>Collects the assemblies that must travel, each once; the roots are not left out unless every node has them.</summary>
    /// <param name="roots">Where to begin.</param>
    /// <param name="isThere">Tells the assemblies that the nodes have as well; null where nothing is known of them.</param>
    /// <exception cref="FunctionLoadException">An assembly has no bytes that could travel.</exception>
    public static IReadOnlyList<CodeFile> Of(IEnumerable<Assembly> roots, Func<Assembly, bool>? isThere = null)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var files = new List<CodeFile>();
        var seen = new Dictionary<string, Assembly>(StringComparer.OrdinalIgnoreCase);
        var ahead = new Queue<Assembly>(roots);
        while (ahead.TryDequeue(out var assembly))
        {
            if (EveryNode.Has(assembly)) continue;
            var name = assembly.GetName().Name!;
            if (seen.TryGetValue(name, out var other))
            {
                if (other.ManifestModule.ModuleVersionId != assembly.ManifestModule.ModuleVersionId) throw Twice(name, other, assembly);
                continue;
            }

            seen.Add(name, assembly);
            if (isThere?.Invoke(assembly) != true) files.Add(CodeImages.Of(assembly));
            EnqueueReferences(assembly, ahead);
        }

        return files;
    }

    private static void EnqueueReferences(Assembly assembly, Queue<Assembly> ahead)
    {
        var context = AssemblyLoadContext.GetLoadContext(assembly) ?? AssemblyLoadContext.Default;
        foreach (var reference in assembly.GetReferencedAssemblies())
            // What is missing here is missing there: a function that needs it fails on a node as it would in this process.
            if (References.TryLoad(context, reference) is { } loaded) ahead.Enqueue(loaded);
    }

    private static FunctionLoadException Twice(string name, Assembly one, Assembly other) => new(
        $"The function needs two builds of {name} ({one.ManifestModule.ModuleVersionId} and {other.ManifestModule.ModuleVersionId}), and a job can have only one: build all of its assemblies against the same {name}.");
}
