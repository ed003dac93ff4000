using ActorMap.Cluster.Blobs;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ActorMap.Cluster.Http;

/// <summary>Kestrel and nothing around it: no host, no routes, no log. Whoever may not join the cluster gets no further than the handshake.</summary>
internal sealed class BlobServer : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private BlobServer(KestrelServer server) => _server = server;

    /// <summary>The port that it listens on.</summary>
    public int Port => new Uri(_server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <exception cref="IOException">The port can't be had.</exception>
    public static async Task<BlobServer> StartAsync(HttpSettings settings, BlobStore store, Action<string, string?, string> refused)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        Bound(options.Limits);
        options.Listen(settings.Address, settings.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (settings.Tls is { } tls) listen.Use(next => new TlsConnections(tls, refused, next).ServeAsync);
        });
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(new BlobAnswers(store), CancellationToken.None).ConfigureAwait(false);
            return new BlobServer(server);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Connections are broken off: what is still on its way is for nobody.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _server.Dispose();
    }

    /// <summary>What a request for a blob has, with room; garbage and those who say nothing cost a connection for some seconds.</summary>
    private static void Bound(KestrelServerLimits limits)
    {
        // A thousand nodes with two each; more would be none of ours.
        limits.MaxConcurrentConnections = 2_048;
        limits.MaxRequestBodySize = 0;
        limits.MaxRequestBufferSize = 16 << 10;
        limits.MaxRequestLineSize = 1 << 10;
        limits.MaxRequestHeadersTotalSize = 8 << 10;
        limits.MaxRequestHeaderCount = 32;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 4 << 10, gracePeriod: TimeSpan.FromSeconds(10));
    }
}
