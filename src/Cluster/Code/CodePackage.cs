using System.Reflection;

namespace ActorMap.Cluster.Code;

/// <summary>The code of a job: the function's assembly, those of its items, and all that they depend on and a node does not have anyway.</summary>
internal static class CodePackage
{
    /// <summary>Collects the assemblies that must travel, each once; the roots are not left out unless every node has them.</summary>
    /// <param name="roots">Where to begin.</param>
    /// <param name="isThere">Tells the assemblies that the nodes have as well; null where nothing is known of them.</param>
    /// <exception cref="FunctionLoadException">An assembly has no bytes that could travel.</exception>
    public static IReadOnlyList<CodeFile> Of(IEnumerable<Assembly> roots, Func<Assembly, bool>? isThere = null) => Divide(roots, isThere).Travelling;

    /// <summary>As <see cref="Of"/>, and those that the nodes have as well.</summary>
    /// <inheritdoc cref="Of"/>
    public static (IReadOnlyList<CodeFile> Travelling, IReadOnlyCollection<Assembly> There) Divide(IEnumerable<Assembly> roots, Func<Assembly, bool>? isThere)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var all = new Dictionary<string, Assembly>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, assembly) in roots.SelectMany(Dependencies.Of))
            if (!all.TryAdd(name, assembly) && all[name].ManifestModule.ModuleVersionId != assembly.ManifestModule.ModuleVersionId) throw Twice(name, all[name], assembly);

        HashSet<Assembly> there = isThere is null ? [] : [.. all.Values.Where(isThere)];
        while (there.Count is > 0 and var before && before < all.Count)
        {
            // A node's own would be bound to the node's build of what it refers to, and not to the one that travels.
            there.RemoveWhere(assembly => Array.Exists(assembly.GetReferencedAssemblies(), reference => all.TryGetValue(reference.Name!, out var other) && !there.Contains(other)));
            if (there.Count == before) break;
        }

        return ([.. all.Values.Where(assembly => !there.Contains(assembly)).SelectMany(assembly => (CodeFile[])[CodeImages.Of(assembly), .. CodeImages.SatellitesOf(assembly)])], there);
    }

    private static FunctionLoadException Twice(string name, Assembly one, Assembly other) => new(
        $"The function needs two builds of {name} ({one.ManifestModule.ModuleVersionId} and {other.ManifestModule.ModuleVersionId}), and a job can have only one: build all of its assemblies against the same {name}.");
}
