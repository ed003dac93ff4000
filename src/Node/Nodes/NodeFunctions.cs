using System.Reflection;
using ActorMap.Node.Functions;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Nodes;

/// <summary>What <c>--functions</c> names, as the functions that the node has.</summary>
internal static class NodeFunctions
{
    internal static FunctionRegistry Load(IReadOnlyList<string> words)
    {
        var registry = new FunctionRegistry();
        foreach (var function in words.SelectMany(word => Offered(word, registry)))
        {
            try
            {
                function.Register(registry);
            }
            catch (ArgumentException error)
            {
                throw CommandException.Function($"--functions: {error.Message} Give one of the two another name: --functions NAME=LIB.dll#TYPE.");
            }
        }

        return registry;
    }

    private static IEnumerable<OfferedFunction> Offered(string word, FunctionRegistry registry)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var (name, source) = equals > 0 && !word.AsSpan(0, equals).ContainsAny('/', '.', '#') ? (word[..equals], word[(equals + 1)..]) : (null, word);
        var (file, member) = source.LastIndexOf('#') is >= 0 and var hash ? (source[..hash], source[(hash + 1)..]) : (source, null);
        if (file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
            return [OfSource(name ?? member ?? Path.GetFileNameWithoutExtension(file), new FunctionSource.SourceFile(file, member))];
        if (!file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            throw CommandException.Usage($"--functions: '{word}' is no library. Use LIB.dll, LIB.dll#TYPE, LIB.dll#TYPE.METHOD or FILE.cs, with NAME= before it for a name of your own.");
        var assembly = FunctionLoader.Open(file);
        if (member is not null) return [OfMember(name, assembly, file, member)];
        return name is null ? LibraryFunctions.Of(assembly, file, registry) : throw CommandException.Usage($"--functions: '{word}' names a whole library; say which function is '{name}': {name}={file}#TYPE.");
    }

    private static OfferedFunction OfMember(string? name, Assembly assembly, string file, string member)
    {
        // Loaded as map loads it, for its errors.
        var found = FunctionFinder.Find(assembly, file, member);
        return found is Type type ? OfferedFunction.Of(name ?? type.Name, type) : OfferedFunction.Of(name ?? LibraryFunctions.NameOf((MethodInfo)found), (MethodInfo)found);
    }

    private static OfferedFunction OfSource(string name, FunctionSource.SourceFile file) =>
        SourceFiles.Find(file, []) is var found && found is Type type ? OfferedFunction.Of(name, type) : OfferedFunction.Of(name, (MethodInfo)found);
}
