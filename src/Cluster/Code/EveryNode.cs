using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using ActorMap.Codec;

namespace ActorMap.Cluster.Code;

/// <summary>
/// What is on every node and so never travels: the shared framework, and this library, with those whose types it has in common with a function: Akka's, and those of its codec. Whatever else the
/// library uses, a function may have in another version.
/// </summary>
internal static class EveryNode
{
    private static readonly string[] FrameworkPrefixes = ["System.", "Microsoft.Win32.", "Microsoft.VisualBasic", "Microsoft.CSharp"];
    private static readonly string[] FrameworkNames = ["System", "mscorlib", "netstandard", "WindowsBase"];
    private static readonly Lazy<HashSet<string>> Ours = new(FindOurs);

    // An installed runtime lies in shared/Microsoft.NETCore.App/10.0.0, and beside it the other frameworks; null where a program has the framework among its own files.
    private static readonly string? Shared = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..")) is var folder && Path.GetFileName(folder) == "shared"
        ? folder + Path.DirectorySeparatorChar
        : null;

    public static bool Has(Assembly assembly) => IsOurs(assembly.GetName().Name!) || IsFramework(assembly);

    public static bool IsOurs(string name) => Ours.Value.Contains(name);

    /// <summary>What the assembly is called between nodes. Builds of the framework differ from machine to machine, so there only the name counts.</summary>
    public static AssemblyId IdOf(Assembly assembly) =>
        new(assembly.GetName().Name!, IsFramework(assembly) ? Guid.Empty : assembly.ManifestModule.ModuleVersionId);

    public static bool IsFramework(Assembly assembly)
    {
        if (assembly == typeof(object).Assembly) return true;
        if (assembly.IsDynamic || assembly.IsCollectible) return false;
        return Shared is null ? IsFramework(assembly.GetName().Name!) : LocationOf(assembly).StartsWith(Shared, StringComparison.Ordinal);
    }

    /// <summary>In a self-contained program only names tell the framework from the program.</summary>
    private static bool IsFramework(string name) => FrameworkNames.Contains(name) || FrameworkPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    [System.Diagnostics.CodeAnalysis.SuppressMessage("SingleFile", "IL3000", Justification = "An empty location is not below the shared framework.")]
    private static string LocationOf(Assembly assembly) => assembly.Location;

    private static bool IsOfOurs(string name) =>
        name is "ActorMap" or "Akka" or "PolyType" or "Nerdbank.MessagePack" || name.StartsWith("ActorMap.", StringComparison.Ordinal) || name.StartsWith("Akka.", StringComparison.Ordinal);

    private static HashSet<string> FindOurs()
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var ahead = new Queue<Assembly>([typeof(EveryNode).Assembly]);
        while (ahead.TryDequeue(out var assembly))
        {
            if (!found.Add(assembly.GetName().Name!)) continue;
            foreach (var reference in assembly.GetReferencedAssemblies())
                if (IsOfOurs(reference.Name!) && References.TryLoad(AssemblyLoadContext.Default, reference) is { } loaded) ahead.Enqueue(loaded);
        }

        return found;
    }
}
