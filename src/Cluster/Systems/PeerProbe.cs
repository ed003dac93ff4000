using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using ActorMap.Cluster.Systems.Tls;

namespace ActorMap.Cluster.Systems;

/// <summary>Tries an address before the actor system dials it, and says why it would not do.</summary>
internal sealed class PeerProbe(MemberTls? tls, TimeProvider time)
{
    /// <summary>A machine that answers at all answers a connection in a round trip or two, and a handshake in a few more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Null if a member may be there.</summary>
    public Task<string?> FailureAsync(Seed seed, CancellationToken cancellation) => TryAsync(seed, (_, _) => Task.FromResult<string?>(null), cancellation);

    /// <summary>Null unless the peer closes the connection after a handshake that this member was content with. Ends with the token without a word.</summary>
    public async Task<string?> RefusedByAsync(Seed seed, CancellationToken done)
    {
        if (tls is null)
            return null;
        try
        {
            return await TryAsync(seed, ClosedAsync, done).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task<string?> ClosedAsync(SslStream stream, CancellationToken cancellation)
    {
        const string Refused = "it refused this member's certificate: is it signed by the authority that the peer trusts? The peer's log says why";
        try
        {
            return await stream.ReadAsync(new byte[1], cancellation).ConfigureAwait(false) == 0 ? Refused : null;
        }
        catch (IOException)
        {
            return Refused;
        }
        catch (OperationCanceledException)
        {
            // Open for as long as it was watched.
            return null;
        }
    }

    private async Task<string?> TryAsync(Seed seed, Func<SslStream, CancellationToken, Task<string?>> thenAsync, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        using var client = new TcpClient();
        var connected = false;
        try
        {
            await client.ConnectAsync(seed.Host, seed.Port, either.Token).ConfigureAwait(false);
            connected = true;
            return tls is null ? null : await HandshakeAsync(client, seed, thenAsync, either.Token).ConfigureAwait(false);
        }
        catch (SocketException error)
        {
            return Why(error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return connected ? $"it takes the connection, but does not answer a TLS handshake within {Patience.TotalSeconds} s" : $"no answer within {Patience.TotalSeconds} s";
        }
    }

    private async Task<string?> HandshakeAsync(TcpClient client, Seed seed, Func<SslStream, CancellationToken, Task<string?>> thenAsync, CancellationToken cancellation)
    {
        string? refused = null;
        using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsClientAsync(tls!.Dialling(seed.Host, why => refused = why), cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            return refused is null ? $"no TLS handshake: does it run without TLS, or refuse this member's certificate? ({Failures.MessageOf(error)})" : $"TLS refused: {refused}";
        }
        return await thenAsync(stream, cancellation).ConfigureAwait(false);
    }

    private static string Why(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused: nothing listens there",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the name is not known",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "no way there",
        SocketError.TimedOut => "no answer",
        _ => Failures.MessageOf(error),
    };
}
