using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using ActorMap.Cluster.Systems.Tls;
using Microsoft.AspNetCore.Connections;

namespace ActorMap.Cluster.Http;

/// <summary>The handshake before HTTP, by the rules of remoting: both sides show a certificate, and one authority counts.</summary>
/// <param name="tls">The member's certificate and judgement.</param>
/// <param name="refused">Told who was refused, what they showed, and why.</param>
/// <param name="next">HTTP.</param>
internal sealed class TlsConnections(MemberTls tls, Action<string, string?, string> refused, ConnectionDelegate next)
{
    // A few round trips; who takes longer means to hold a connection.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task ServeAsync(ConnectionContext connection)
    {
        var transport = connection.Transport;
        var peer = connection.RemoteEndPoint?.ToString() ?? "a peer";
        var stream = new SslStream(new TransportStream(transport));
        await using (stream.ConfigureAwait(false))
        {
            if (!await GreetAsync(stream, peer, connection.ConnectionClosed).ConfigureAwait(false)) return;
            var secured = new Secured(PipeReader.Create(stream), PipeWriter.Create(stream));
            connection.Transport = secured;
            try
            {
                await next(connection).ConfigureAwait(false);
            }
            finally
            {
                await secured.Output.CompleteAsync().ConfigureAwait(false);
                await secured.Input.CompleteAsync().ConfigureAwait(false);
                connection.Transport = transport;
            }
        }
    }

    private async Task<bool> GreetAsync(SslStream stream, string peer, CancellationToken closed)
    {
        string? why = null, subject = null;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(closed);
        late.CancelAfter(Patience);
        try
        {
            await stream.AuthenticateAsServerAsync(tls.Answering((shown, reason) => (subject, why) = (shown, reason)), late.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException)
        {
            if (!closed.IsCancellationRequested || why is not null) refused(peer, subject, why ?? $"no TLS handshake ({Failures.MessageOf(error)})");
            return false;
        }
    }

    private sealed class Secured(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
