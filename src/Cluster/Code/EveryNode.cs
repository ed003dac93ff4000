using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using ActorMap.Codec;

namespace ActorMap.Cluster.Code;

/// <summary>What is on every node and so never travels: the shared framework, and this library with all that it references.</summary>
internal static class EveryNode
{
    private static readonly string[] FrameworkPrefixes = ["System.", "Microsoft.Win32.", "Microsoft.VisualBasic", "Microsoft.CSharp"];
    private static readonly string[] FrameworkNames = ["System", "mscorlib", "netstandard", "WindowsBase"];
    private static readonly Lazy<HashSet<string>> Ours = new(FindOurs);

    public static bool Has(Assembly assembly) => Ours.Value.Contains(assembly.GetName().Name!) || IsFramework(assembly);

    /// <summary>What the assembly is called between nodes. Builds of the framework differ from machine to machine, so there only the name counts.</summary>
    public static AssemblyId IdOf(Assembly assembly) =>
        new(assembly.GetName().Name!, IsFramework(assembly) ? Guid.Empty : assembly.ManifestModule.ModuleVersionId);

    public static bool IsFramework(Assembly assembly)
    {
        if (assembly == typeof(object).Assembly) return true;
        if (assembly.IsDynamic || assembly.IsCollectible) return false;
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        // Beside an installed runtime lie the other frameworks: shared/Microsoft.NETCore.App/10.0.0, shared/Microsoft.AspNetCore.App/10.0.0.
        var shared = Path.GetFullPath(Path.Combine(runtime, "..", ".."));
        if (Path.GetFileName(shared) == "shared") return LocationOf(assembly).StartsWith(shared + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        // A self-contained program has the framework among its own files; there only names tell them apart.
        var name = assembly.GetName().Name!;
        return FrameworkNames.Contains(name) || FrameworkPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("SingleFile", "IL3000", Justification = "An empty location is not below the shared framework.")]
    private static string LocationOf(Assembly assembly) => assembly.Location;

    private static HashSet<string> FindOurs()
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var ahead = new Queue<Assembly>([typeof(EveryNode).Assembly]);
        while (ahead.TryDequeue(out var assembly))
        {
            if (!found.Add(assembly.GetName().Name!)) continue;
            foreach (var reference in assembly.GetReferencedAssemblies())
                if (References.TryLoad(AssemblyLoadContext.Default, reference) is { } loaded && !IsFramework(loaded)) ahead.Enqueue(loaded);
        }

        return found;
    }
}
