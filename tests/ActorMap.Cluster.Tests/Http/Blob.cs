using System.Net;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Http;
using ActorMap.Cluster.Systems.Tls;
using ActorMap.Messages;

namespace ActorMap.Cluster.Tests.Http;

/// <summary>Bytes, and a member that serves them.</summary>
internal static class Blob
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    public static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    public static HttpSettings Settings(MemberTls? tls = null, int port = 0) => new(IPAddress.Loopback, port, "127.0.0.1", 0, 1, tls);

    public static async Task<(BlobServer Server, string Address)> ServeAsync(BlobStore store, MemberTls? tls = null, Action<string, string?, string>? refused = null)
    {
        var server = await BlobServer.StartAsync(Settings(tls), store, refused ?? ((_, _, _) => { }));
        return (server, $"127.0.0.1:{server.Port}");
    }

    public static BlobClient Client(MemberTls? tls = null, TimeProvider? time = null) => new(tls, time ?? TimeProvider.System);

    public static Task<Carried> FetchAsync(this BlobClient client, BlobId blob, string address) => client.FetchAsync(blob, address, CancellationToken.None).WaitAsync(Deadline);
}
