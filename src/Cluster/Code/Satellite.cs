using System.Reflection;

namespace ActorMap.Cluster.Code;

/// <summary>An assembly that has another's texts in a language. Those of all languages have one name, so that here the language is a part of it: <c>de/Report.resources</c>.</summary>
internal static class Satellite
{
    private const string Ending = ".resources";

    /// <summary>What an assembly is called in a job, whether it is a satellite or not.</summary>
    public static string NameOf(string name, string? culture) => string.IsNullOrEmpty(culture) ? name : $"{culture}/{name}";

    /// <inheritdoc cref="NameOf(string, string?)"/>
    public static string? NameOf(AssemblyName name) => name.Name is { } plain ? NameOf(plain, name.CultureName) : null;

    /// <summary>The name of the assembly that it belongs to; null where it is no satellite.</summary>
    public static string? MainOf(string name) =>
        name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && name.EndsWith(Ending, StringComparison.Ordinal) ? name[(slash + 1)..^Ending.Length] : null;
}
