using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorMap.Cluster.Tests.Http;

/// <summary>Somebody on loopback who answers each connection as the spec says, once its request has come.</summary>
internal sealed class Speaker : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Func<NetworkStream, int, CancellationToken, Task> _answer;
    private int _connections;

    /// <param name="answer">Given the connection and its number, from 1; when it returns, the connection is closed.</param>
    public Speaker(Func<NetworkStream, int, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    public int Connections => Volatile.Read(ref _connections);

    public static byte[] Head(long length) => Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_over.Token));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The spec is over.
        }
    }

    private async Task AnswerAsync(TcpClient connection)
    {
        using var _ = connection;
        try
        {
            var number = Interlocked.Increment(ref _connections);
            var stream = connection.GetStream();
            var head = new List<byte>();
            var one = new byte[1];
            while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()) && await stream.ReadAsync(one, _over.Token) > 0) head.Add(one[0]);
            await _answer(stream, number, _over.Token);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The other side had enough.
        }
    }
}
