using System.Collections.Concurrent;
using System.Net.Sockets;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Systems;
using ActorMap.Messages;
using Akka.Event;

namespace ActorMap.Cluster.Http;

/// <summary>
/// Blobs over HTTP: a server of what this member has, from the first time that somebody asks for it, and a client. Nothing of ASP.NET is loaded before, so that a
/// member that moves nothing large is started as fast as without.
/// </summary>
internal sealed class HttpCarrier : IBlobCarrier
{
    private readonly ConcurrentDictionary<string, string> _forgone = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly HttpSettings _settings;
    private readonly BlobStore _store;
    private readonly ILoggingAdapter _log;
    private readonly Lazy<BlobClient> _client;
    private Task<BlobServer?>? _server;
    private long _bytesFetched;
    private bool _disposed;

    internal HttpCarrier(HttpSettings settings, BlobStore store, ILoggingAdapter log, TimeProvider time)
    {
        (_settings, _store, _log) = (settings, store, log);
        _client = new Lazy<BlobClient>(() => new BlobClient(settings.Tls, time));
    }

    public long From => _settings.From;

    /// <summary>How many bytes of whole blobs it has fetched.</summary>
    public long BytesFetched => Volatile.Read(ref _bytesFetched);

    /// <summary>Whether what serves blobs has been started.</summary>
    public bool IsServing
    {
        get
        {
            lock (_lock) return _server is not null;
        }
    }

    /// <returns>Null where the member has none: switched off, or a worker process, which needs none.</returns>
    public static HttpCarrier? For(ClusterSystem member, MemberSettings settings, BlobStore store)
    {
        if (HttpSettings.Of(member, settings) is not { } found) return null;
        var carrier = new HttpCarrier(found, store, Logging.GetLogger(member.System, typeof(HttpCarrier)), settings.Time);
        _ = EndWithAsync(member, carrier);
        return carrier;
    }

    public async Task<string?> AddressAsync()
    {
        Task<BlobServer?> server;
        lock (_lock)
        {
            if (_disposed) return null;
            server = _server ??= Task.Run(StartAsync);
        }

        return await server.ConfigureAwait(false) is { } there ? Seed.Written(_settings.PublicHost, _settings.PublicPort > 0 ? _settings.PublicPort : there.Port) : null;
    }

    public async Task<Carried> FetchAsync(BlobId blob, string address, CancellationToken cancellation)
    {
        var carried = await _client.Value.FetchAsync(blob, address, cancellation).ConfigureAwait(false);
        Interlocked.Add(ref _bytesFetched, carried.Bytes.Length);
        return carried;
    }

    public void Forgo(string address, string why)
    {
        if (_forgone.TryAdd(address, why)) ClusterLog.BlobsForgone(_log, address, why);
    }

    public async ValueTask DisposeAsync()
    {
        Task<BlobServer?>? server;
        lock (_lock)
        {
            if (_disposed) return;
            (_disposed, server) = (true, _server);
        }

        if (server is not null && await server.ConfigureAwait(false) is { } there) await there.DisposeAsync().ConfigureAwait(false);
        if (_client.IsValueCreated) _client.Value.Dispose();
    }

    private static async Task EndWithAsync(ClusterSystem member, HttpCarrier carrier)
    {
        await member.System.WhenTerminated.ConfigureAwait(false);
        await carrier.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A member that can't serve its blobs gives them by messages.</summary>
    private async Task<BlobServer?> StartAsync()
    {
        try
        {
            return await BlobServer.StartAsync(_settings, _store, (peer, subject, why) => ClusterLog.BlobPeerRefused(_log, peer, subject, why)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or SocketException or InvalidOperationException)
        {
            ClusterLog.BlobsNotServed(_log, Seed.Written(_settings.Address.ToString(), _settings.Port), Failures.MessageOf(error).TrimEnd('.'));
            return null;
        }
    }
}
