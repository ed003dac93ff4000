using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ActorMap.Cluster.Wire;

namespace ActorMap.Cluster.Lines;

/// <summary>Where the processes of a program reach it, on loopback. Each says the key that it was given, which nobody else knows; whoever else comes is sent away.</summary>
internal sealed class LineDoor : IDisposable
{
    private const int KeyBytes = 16;
    private const int Buffer = 1 << 20;

    // A connection that does not say its key is none of ours.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // What keeps connections from being taken, such as too many open files, must not keep the machine busy.
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<LineSocket>> _awaited = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly Socket _socket = NewSocket();
    private readonly TimeProvider _time;

    public LineDoor(TimeProvider time)
    {
        _time = time;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen();
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        _ = ServeAsync();
    }

    public int Port { get; }

    /// <summary>Awaits the process that says the key.</summary>
    /// <returns>Completes with its connection; cancelled where it is not awaited any more.</returns>
    public Task<LineSocket> Await(Guid key) => _awaited.GetOrAdd(key, _ => new TaskCompletionSource<LineSocket>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Whoever comes with the key is sent away.</summary>
    public void Forget(Guid key)
    {
        if (_awaited.TryRemove(key, out var coming)) coming.TrySetCanceled();
    }

    public void Dispose()
    {
        _closed.Cancel();
        _socket.Dispose();
    }

    /// <summary>The process's end of it.</summary>
    /// <returns>The connection, and its own port, by which no other process of the program is called.</returns>
    /// <exception cref="SocketException">The program is not there.</exception>
    public static (LineSocket Socket, int Port) Connect(int port, Guid key)
    {
        var socket = NewSocket();
        socket.Connect(IPAddress.Loopback, port);
        socket.Send(key.ToByteArray());
        return (new LineSocket(socket, WireLimits.Frame), ((IPEndPoint)socket.LocalEndPoint!).Port);
    }

    /// <summary>What is under way to a process that is busy fits in: it is not sent twice.</summary>
    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = Buffer, ReceiveBufferSize = Buffer };

    private async Task ServeAsync()
    {
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                LetIn(await _socket.AcceptAsync(_closed.Token).ConfigureAwait(false));
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException or OutOfMemoryException)
            {
                await Task.Delay(Wait, _time, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Waited for by a thread, not by the system's events: these would wake another thread, for nothing, with all that ever comes in.
    private void LetIn(Socket socket) => new Thread(() =>
    {
        try
        {
            if (KeyOf(socket) is { } key && _awaited.TryRemove(key, out var coming) && coming.TrySetResult(new LineSocket(socket, WireLimits.Frame))) return;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is gone already: whoever awaits it sees the process end.
        }

        socket.Dispose();
    })
    { IsBackground = true, Name = "actormap-door" }.Start();

    private static Guid? KeyOf(Socket socket)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        var last = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        for (var there = 0; there < KeyBytes;)
        {
            // In milliseconds; 0 would be for ever.
            socket.ReceiveTimeout = (int)Math.Max(last - Environment.TickCount64, 1);
            var count = socket.Receive(key[there..]);
            if (count == 0) return null;
            there += count;
        }

        return new Guid(key);
    }
}
