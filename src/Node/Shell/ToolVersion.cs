using System.Reflection;

namespace ActorMap.Node.Shell;

internal static class ToolVersion
{
    internal static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
