using System.Net;
using ActorMap.Cluster.Systems;
using ActorMap.Cluster.Systems.Tls;

namespace ActorMap.Cluster.Http;

/// <summary>Where and how a member serves its blobs.</summary>
/// <param name="Address">The address to listen on: remoting's.</param>
/// <param name="Port">The port to listen on; 0 for any that is free.</param>
/// <param name="PublicHost">The name by which others reach it.</param>
/// <param name="PublicPort">The port by which others reach it; 0: the one that it listens on.</param>
/// <param name="From">From how many bytes on.</param>
/// <param name="Tls">Its certificate; null where it has none.</param>
internal sealed record HttpSettings(IPAddress Address, int Port, string PublicHost, int PublicPort, long From, MemberTls? Tls)
{
    /// <summary>What nobody but this machine reaches needs no TLS; everything else does.</summary>
    public bool IsSafe => Tls is not null || IPAddress.IsLoopback(Address);

    /// <returns>Null where the member serves none.</returns>
    public static HttpSettings? Of(ClusterSystem member, MemberSettings settings)
    {
        if (settings.Embedded || ListenAddress.Resolved(settings) is not { } address) return null;
        var config = member.System.Settings.Config.GetConfig("actormap.cluster.blobs");
        if (config is null || !config.GetBoolean("http", true)) return null;
        var found = new HttpSettings(address, config.GetInt("port"), member.Address.Host, config.GetInt("public-port"), config.GetByteSize("http-from") ?? 0, member.Tls);
        return found.IsSafe ? found : null;
    }
}
