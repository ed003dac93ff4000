using System.Reflection;
using System.Security.Cryptography;
using ActorMap.Codec;

namespace ActorMap.Cluster.Code;

/// <summary>The assemblies of one job on one node: those that the node has in the very same build, and those that the job brought along.</summary>
/// <remarks>After <see cref="Dispose"/> the code that was brought along is unloaded as soon as nothing refers to it. Safe from many threads.</remarks>
internal sealed class JobCode : IAssemblySource, IDisposable
{
    private readonly Dictionary<string, CodeListing> _shipped = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<AssemblyId, ReadOnlyMemory<byte>?> _image;
    private readonly IReadOnlyList<string> _files;
    private readonly Dictionary<string, Assembly> _loaded = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();
    private JobLoadContext? _context;
    private bool _isDisposed;

    /// <param name="shipped">What the job brings along; empty where code does not travel.</param>
    /// <param name="image">The bytes of a listed assembly, or null where they did not arrive; asked once for each, and checked.</param>
    /// <param name="files">Where on this machine it has its assemblies from; none where it is another's.</param>
    /// <exception cref="FunctionLoadException">An assembly is listed twice.</exception>
    public JobCode(IEnumerable<CodeListing> shipped, Func<AssemblyId, ReadOnlyMemory<byte>?> image, IReadOnlyList<string>? files = null)
    {
        foreach (var listing in shipped)
            if (!_shipped.TryAdd(listing.Id.Name, listing)) throw new FunctionLoadException($"The job lists {listing.Id.Name} twice; it must bring one build of it.");
        (_image, _files) = (image, files ?? []);
    }

    // One that can be unloaded takes the collector and the finalizer some of their time, and a job of which nothing is loaded needs none.
    private JobLoadContext Context => _context ??= new JobLoadContext(LoadShipped, _files);

    /// <inheritdoc/>
    public Assembly Load(AssemblyId id)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (id.Version == Guid.Empty) return Framework(id.Name);
            if (!_shipped.TryGetValue(id.Name, out var listing)) return OnNode(id) ?? throw NotHere(id);
            return (listing.Id == id ? Place(listing) : null) ?? throw NotHere(id);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _loaded.Clear();
            _context?.Unload();
            _context = null;
            _isDisposed = true;
        }
    }

    private Assembly? LoadShipped(string name)
    {
        lock (_gate)
            // Code that outlives its job may still ask; it gets what the node has, or nothing.
            return !_isDisposed && _shipped.TryGetValue(name, out var listing) ? Place(listing) : null;
    }

    /// <summary>Null where the node's own loader has it, and only that: texts in another language of what the node has itself.</summary>
    private Assembly? Place(CodeListing listing)
    {
        if (_loaded.TryGetValue(listing.Id.Name, out var known)) return known;
        var assembly = NodeBuild.Serves(listing.Id, _shipped) ? OnNode(listing.Id) : Context.LoadFromStream(new MemoryStream(Checked(listing), writable: false));
        if (assembly is not null) _loaded.Add(listing.Id.Name, assembly);
        return assembly;
    }

    private byte[] Checked(CodeListing listing)
    {
        var bytes = _image(listing.Id)?.ToArray() ?? throw new FunctionLoadException($"{listing.Id.Name} was announced by the job but did not arrive. Run the map again; if it happens again, look for errors of the blob transfer in the node's log.");
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(bytes), listing.Sha256))
            throw new FunctionLoadException($"{listing.Id.Name} arrived damaged: its SHA-256 is {Convert.ToHexStringLower(SHA256.HashData(bytes))}, announced was {Convert.ToHexStringLower(listing.Sha256)}. Run the map again.");
        AssemblyId actual;
        try
        {
            actual = ImageFacts.IdOf(bytes);
        }
        catch (BadImageFormatException error)
        {
            throw new FunctionLoadException($"{listing.Id.Name} is no .NET assembly: {error.Message}", error);
        }

        return actual == listing.Id ? bytes : throw new FunctionLoadException($"The job announced {Text(listing.Id)} but brought {Text(actual)}. Rebuild the program, and run the map again.");
    }

    private static Assembly? OnNode(AssemblyId id) => NodeBuild.Find(id.Name) is { } found && EveryNode.IdOf(found) == id ? found : null;

    // An empty version is no way around the check of builds: it is for the framework only.
    private static Assembly Framework(string name) => NodeBuild.Find(name) is { } found && EveryNode.IsFramework(found)
        ? found
        : throw new FunctionLoadException($"{name} is said to be of the shared framework but is not of this node's ({Environment.Version}). Start the node with the framework that the job's program uses.");

    private FunctionLoadException NotHere(AssemblyId id)
    {
        var other = _shipped.TryGetValue(id.Name, out var listing) ? $"the job brought {Text(listing.Id)}"
            : NodeBuild.Find(id.Name) is { } found ? $"this node has {Text(EveryNode.IdOf(found))}"
            : "this node has no build of it";
        return new FunctionLoadException($"{Text(id)} is needed, and {other}. {(EveryNode.IsOurs(id.Name) ? "ActorMap's own libraries do not travel: start the node and the program with the same build of them" : $"Start the node with the same build of {id.Name}")}.");
    }

    private static string Text(AssemblyId id) => $"{id.Name} (build {id.Version})";
}
