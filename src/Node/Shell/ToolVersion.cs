using System.Reflection;

namespace ActorMap.Node.Shell;

internal static class ToolVersion
{
    private static readonly string[] Parts =
        (typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+', 2);

    internal static string Text => Parts[0];

    /// <summary>The commit that it was built from; null where it was built outside of a repository.</summary>
    internal static string? Commit => Parts is [_, { Length: > 0 } commit] ? commit : null;
}
