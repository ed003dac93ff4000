using System.Reflection;
using System.Runtime.CompilerServices;

namespace ActorMap.Codec;

/// <summary>The assemblies that every node has: those of the runtime's shared frameworks.</summary>
internal static class FrameworkAssemblies
{
    private static readonly string s_runtime = DirectoryOf(typeof(object).Assembly);
    private static readonly string? s_shared = SharedRoot();
    private static readonly ConditionalWeakTable<Assembly, object> s_known = new();

    internal static bool Contains(Assembly assembly) => (bool)s_known.GetValue(assembly, static a => IsOfFramework(a));

    private static bool IsOfFramework(Assembly assembly)
    {
        if (assembly == typeof(object).Assembly) return true;
        if (assembly.IsDynamic || assembly.IsCollectible) return false;
        var directory = DirectoryOf(assembly);
        if (s_shared is not null) return directory.StartsWith(s_shared, StringComparison.Ordinal);
        // A self-contained program has the framework beside its own assemblies: then the framework's are those that the runtime's makers signed.
        return directory == s_runtime && IsSignedLikeTheRuntime(assembly);
    }

    // <dotnet>/shared/Microsoft.NETCore.App/10.0.0: the other frameworks (ASP.NET Core) are beside it.
    private static string? SharedRoot()
    {
        var shared = Path.GetDirectoryName(Path.GetDirectoryName(s_runtime));
        return Path.GetFileName(shared) == "shared" ? shared + Path.DirectorySeparatorChar : null;
    }

    private static bool IsSignedLikeTheRuntime(Assembly assembly) =>
        assembly.GetName().GetPublicKeyToken() is { Length: 8 } token
        && Convert.ToHexStringLower(token) is "b03f5f7f11d50a3a" or "7cec85d7bea7798e" or "cc7b13ffcd2ddd51" or "b77a5c561934e089" or "adb9793829ddae60";

    private static string DirectoryOf(Assembly assembly) => Path.GetDirectoryName(assembly.Location) ?? string.Empty;
}
