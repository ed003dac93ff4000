using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Systems;
using ActorMap.Cluster.Systems.Tls;
using ActorMap.Messages;

namespace ActorMap.Cluster.Http;

/// <summary>Fetches blobs from members: each straight into the array that it stays in, hashed as it comes.</summary>
internal sealed class BlobClient : IDisposable
{
    /// <summary>So many are fetched at once; the others wait. A connection fills a network's way, and each takes a core's part to hash.</summary>
    public const int AtOnce = 16;

    /// <summary>Within <see cref="Patience"/> so much comes, or the rest: what is slower is as good as nothing.</summary>
    public const int LeastProgress = 64 << 10;

    // Small enough to be in the cache when it is hashed.
    private const int Slice = 256 << 10;

    /// <summary>How long a member may take to answer, and for each <see cref="LeastProgress"/>. However long the whole takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly MemberTls? _tls;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public BlobClient(MemberTls? tls, TimeProvider time)
    {
        (_tls, _time) = (tls, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false, UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = 4, MaxResponseHeadersLength = 8, ConnectTimeout = TimeSpan.FromSeconds(5), MaxResponseDrainSize = 0,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30), ConnectCallback = ConnectAsync, ActivityHeadersPropagator = null,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Carried> FetchAsync(BlobId blob, string address, CancellationToken cancellation)
    {
        if (!TryRead(address, out var member)) return new Carried(default, CarryProblem.Unreachable, "is no address of a member that may be asked");
        await _turns.WaitAsync(cancellation).ConfigureAwait(false);
        using var late = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            return await FetchAsync(blob, member, late, either.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            return error is OperationCanceledException
                ? new Carried(default, CarryProblem.Unreachable, $"did not answer within {Patience.TotalSeconds} s")
                : new Carried(default, CarryProblem.Unreachable, Why(error));
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Carried> FetchAsync(BlobId blob, Seed member, CancellationTokenSource late, CancellationToken cancellation)
    {
        // Where there is TLS, it is in the connection already.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{member}{BlobPath.Of(blob)}"));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound) return new Carried(default, CarryProblem.NotThere, "does not have it any more");
        if (response.StatusCode != HttpStatusCode.OK) return new Carried(default, CarryProblem.Unreachable, $"answered with status {(int)response.StatusCode}, so something else than a member listens there");
        if (response.Content.Headers.ContentLength != blob.Length)
            return new Carried(default, CarryProblem.Broken, $"would send {response.Content.Headers.ContentLength?.ToString("N0", null) ?? "any number of"} bytes in its place");
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (body.ConfigureAwait(false)) return await ReadAsync(blob, body, late, cancellation).ConfigureAwait(false);
    }

    private static async Task<Carried> ReadAsync(BlobId blob, Stream body, CancellationTokenSource late, CancellationToken cancellation)
    {
        var content = GC.AllocateUninitializedArray<byte>((int)blob.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (came, progress) = (0, 0);
        try
        {
            while (came < content.Length)
            {
                var read = await body.ReadAsync(content.AsMemory(came, Math.Min(Slice, content.Length - came)), cancellation).ConfigureAwait(false);
                if (read == 0) return Truncated(blob, came, "ended");
                hash.AppendData(content.AsSpan(came, read));
                came += read;
                if (came - progress < LeastProgress) continue;
                progress = came;
                late.CancelAfter(Patience);
            }
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            return Truncated(blob, came, "broke off");
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return Truncated(blob, came, $"sent less than {LeastProgress:N0} in {Patience.TotalSeconds} s");
        }

        return BlobId.OfHash(hash.GetHashAndReset(), blob.Length) == blob
            ? new Carried(content)
            : new Carried(default, CarryProblem.Broken, "sent other bytes than its name says");
    }

    private static Carried Truncated(BlobId blob, int came, string how) => new(default, CarryProblem.Broken, $"{how} after {came:N0} of {blob.Length:N0} bytes");

    /// <summary>Without TLS nobody but this machine is asked, whatever a peer says.</summary>
    private bool TryRead(string address, out Seed member)
    {
        member = default;
        try
        {
            member = Seed.Parse(address);
        }
        catch (ArgumentException)
        {
            return false;
        }

        return _tls is not null || ListenAddress.IsLoopback(member.Host);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var stream = new NetworkStream(socket, ownsSocket: true);
        return _tls is null ? stream : await SecureAsync(stream, _tls, context.DnsEndPoint.Host, cancellation).ConfigureAwait(false);
    }

    private static async Task<Stream> SecureAsync(Stream stream, MemberTls tls, string host, CancellationToken cancellation)
    {
        string? refused = null;
        var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsClientAsync(tls.Dialling(host, why => refused = why), cancellation).ConfigureAwait(false);
            return secured;
        }
        catch (Exception error)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            if (error is AuthenticationException or IOException) throw new IOException(refused is null ? $"does not speak TLS with this member ({Failures.MessageOf(error)})" : $"is refused: {refused}", error);
            throw;
        }
    }

    private static string Why(Exception error) => error.GetBaseException() switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "refuses the connection: nothing listens there",
        _ when error is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "does not speak HTTP, so something else than a member listens there",
        _ => error.InnerException is IOException { Message: var message } && error is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.Unknown }
            ? message
            : $"does not answer ({Failures.MessageOf(error.GetBaseException())})",
    };
}
