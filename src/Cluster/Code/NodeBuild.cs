using System.Reflection;
using System.Runtime.Loader;
using ActorMap.Codec;

namespace ActorMap.Cluster.Code;

/// <summary>The assemblies that the node has itself, and when they may serve in place of those that a job brought along.</summary>
internal static class NodeBuild
{
    public static Assembly? Find(string name) => References.TryLoad(AssemblyLoadContext.Default, new AssemblyName { Name = name });

    /// <summary>Whether the node has this very build, and of all that it references and the job brought along, too.</summary>
    /// <remarks>
    /// Otherwise the node's assembly would be bound to the node's build of its dependency, and the job's function to the one that was brought:
    /// stale code would run, and types of one name would differ.
    /// </remarks>
    public static bool Serves(AssemblyId id, IReadOnlyDictionary<string, CodeListing> shipped) => Serves(id, shipped, []);

    private static bool Serves(AssemblyId id, IReadOnlyDictionary<string, CodeListing> shipped, HashSet<string> asked)
    {
        // Whoever is found here finds its texts here.
        if (Satellite.MainOf(id.Name) is { } main) return shipped.TryGetValue(main, out var owner) && Serves(owner.Id, shipped, asked);
        if (Find(id.Name) is not { } found || EveryNode.IdOf(found) != id) return false;
        // References may form a circle; one that is being asked already is judged there.
        return !asked.Add(id.Name) || found.GetReferencedAssemblies().All(
            reference => !shipped.TryGetValue(reference.Name!, out var listing) || Serves(listing.Id, shipped, asked));
    }
}
