using System.Net.Sockets;

namespace ActorMap.Cluster.Systems;

/// <summary>Tries an address before the actor system dials it, and says why it would not do.</summary>
internal sealed class PeerProbe(TimeProvider time)
{
    /// <summary>A machine that answers at all answers a connection in a round trip or two.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Null if a member may be there.</summary>
    public async Task<string?> FailureAsync(Seed seed, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(seed.Host, seed.Port, either.Token).ConfigureAwait(false);
            return null;
        }
        catch (SocketException error)
        {
            return Why(error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"no answer within {Patience.TotalSeconds} s";
        }
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
