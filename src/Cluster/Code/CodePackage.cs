using System.Reflection;

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
        foreach (var (name, assembly) in roots.SelectMany(Dependencies.Of))
        {
            if (seen.TryAdd(name, assembly))
            {
                if (isThere?.Invoke(assembly) != true) files.Add(CodeImages.Of(assembly));
            }
            else if (seen[name].ManifestModule.ModuleVersionId != assembly.ManifestModule.ModuleVersionId) throw Twice(name, seen[name], assembly);
        }

        return files;
    }

    private static FunctionLoadException Twice(string name, Assembly one, Assembly other) => new(
        $"The function needs two builds of {name} ({one.ManifestModule.ModuleVersionId} and {other.ManifestModule.ModuleVersionId}), and a job can have only one: build all of its assemblies against the same {name}.");
}
