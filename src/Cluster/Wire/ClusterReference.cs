using ActorMap.Pool;
using Akka.Configuration;

namespace ActorMap.Cluster.Wire;

/// <summary>The defaults of a member of a cluster: <c>config/cluster.conf</c>, which is part of the assembly, before <c>reference.conf</c>.</summary>
internal static class ClusterReference
{
    public static Config Config { get; } = Read().WithFallback(Reference.Config);

    private static Config Read()
    {
        using var stream = typeof(ClusterReference).Assembly.GetManifestResourceStream("ActorMap.cluster.conf")!;
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
