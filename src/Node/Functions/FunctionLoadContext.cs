using System.Reflection;
using System.Runtime.Loader;

namespace ActorMap.Node.Functions;

/// <summary>Where a function's code lives: its own dependencies, but our interfaces, so that types on both sides are the same.</summary>
internal sealed class FunctionLoadContext(string? library) : AssemblyLoadContext("function")
{
    private readonly AssemblyDependencyResolver? _resolver = library is null ? null : new AssemblyDependencyResolver(library);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is "ActorMap" or "ActorMap.Abstractions" or "ActorMap.Messages") return null;
        return (_resolver?.ResolveAssemblyToPath(assemblyName) ?? (library is null ? null : OfWebFramework(assemblyName))) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    /// <summary>The tool runs without ASP.NET; a function that is built with its SDK (<c>#:sdk</c>) finds it beside the runtime.</summary>
    private static string? OfWebFramework(AssemblyName name)
    {
        if (name.Name?.StartsWith("Microsoft.", StringComparison.Ordinal) != true) return null;
        var runtime = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        var path = Path.Combine(runtime.Parent!.Parent!.FullName, "Microsoft.AspNetCore.App", runtime.Name, $"{name.Name}.dll");
        return File.Exists(path) ? path : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver?.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
