using System.Reflection;
using System.Runtime.Loader;

namespace ActorMap.Cluster.Code;

/// <summary>
/// Where the code of one job lives. What the job brought along comes before what the node has. What neither has, native libraries and what is loaded by its name alone, is looked for where
/// the job's files lie, if the node is a process on the machine of the program.
/// </summary>
internal sealed class JobLoadContext : AssemblyLoadContext
{
    private readonly Func<string, Assembly?> _shipped;
    private readonly Lazy<IReadOnlyList<AssemblyDependencyResolver>> _places;

    /// <param name="shipped">An assembly that the job brought along, by its name; null where it brought none.</param>
    /// <param name="files">Files of the job's assemblies that this process may read, if any.</param>
    public JobLoadContext(Func<string, Assembly?> shipped, IReadOnlyList<string> files)
        : base("job", isCollectible: true)
    {
        _shipped = shipped;
        _places = new(() => [.. files.Select(TryResolve).OfType<AssemblyDependencyResolver>()]);
        Resolving += (_, name) => Find(place => place.ResolveAssemblyToPath(name)) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override Assembly? Load(AssemblyName assemblyName) => Satellite.NameOf(assemblyName) is { } name ? _shipped(name) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) => Find(place => place.ResolveUnmanagedDllToPath(unmanagedDllName)) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private string? Find(Func<AssemblyDependencyResolver, string?> path) => _places.Value.Select(path).FirstOrDefault(found => found is not null);

    private static AssemblyDependencyResolver? TryResolve(string file)
    {
        try
        {
            return new AssemblyDependencyResolver(file);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // The file was deleted meanwhile, or its list of dependencies is damaged.
            return null;
        }
    }
}
