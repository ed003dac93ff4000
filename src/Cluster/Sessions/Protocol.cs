using System.Runtime.InteropServices;

namespace ActorMap.Cluster.Sessions;

/// <summary>What both sides of a session must agree on.</summary>
internal static class Protocol
{
    /// <summary>The version of the messages.</summary>
    public const int Version = 1;

    /// <summary>The version of the encoding of items, results and state.</summary>
    public const int Codec = 1;

    /// <summary>Code that travels is compiled for a framework; so are the shapes of its types.</summary>
    public static string Framework { get; } = RuntimeInformation.FrameworkDescription;

    /// <summary>Why the two can't work together; null where they can.</summary>
    public static string? Mismatch(int version, int codec, string framework)
    {
        if (version != Version) return $"it speaks protocol {version} and this node {Version}; run the same version of ActorMap on both";
        if (codec != Codec) return $"it encodes by version {codec} and this node by {Codec}; run the same version of ActorMap on both";
        return Major(framework) == Major(Framework) ? null : $"it runs on {framework} and this node on {Framework}; run the same version of .NET on both";
    }

    /// <summary>Of <c>.NET 10.0.1</c>: <c>.NET 10</c>.</summary>
    private static string Major(string framework) => framework.LastIndexOf(' ') is >= 0 and var space && framework.IndexOf('.', space) is >= 0 and var dot ? framework[..dot] : framework;
}
