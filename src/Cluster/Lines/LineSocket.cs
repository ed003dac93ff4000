using System.Buffers.Binary;
using System.Net.Sockets;

namespace ActorMap.Cluster.Lines;

/// <summary>
/// One end of the connection between a program and one of its processes. What is sent is the system's when the call returns; only what that does not take at once is sent
/// later. What comes in is handed on by the thread that reads it, which does nothing else.
/// </summary>
internal sealed class LineSocket
{
    private readonly Socket _socket;
    private readonly FrameReader _frames;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _frame = new byte[4096];
    private Queue<byte[]>? _unsent;
    private bool _isRead;
    private bool _isClosed;

    /// <param name="socket">Connected.</param>
    /// <param name="longest">The bytes that a frame may have.</param>
    public LineSocket(Socket socket, int longest)
    {
        (_socket, _frames) = (socket, new FrameReader(longest));
        // Nothing waits for the system in a call, nor the system for more.
        (socket.Blocking, socket.NoDelay) = (false, true);
    }

    /// <summary>Completes when nothing comes in any more: the other end is gone, or this one was closed.</summary>
    public Task Over => _over.Task;

    /// <summary>Begins to read.</summary>
    /// <param name="hear">Is given each frame, one after the other.</param>
    public void Begin(Action<ReadOnlyMemory<byte>> hear)
    {
        _isRead = true;
        new Thread(() => Read(hear)) { IsBackground = true, Name = "actormap-line" }.Start();
    }

    /// <summary>Never waits: what is kept here is bounded by the protocol, parcels and parts that are under way. To an end that is gone it is sent for nothing.</summary>
    /// <param name="first">How the frame begins.</param>
    /// <param name="rest">How it goes on.</param>
    public void Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> rest)
    {
        lock (_lock)
        {
            if (_isClosed) return;
            var length = FrameReader.Prefix + first.Length + rest.Length;
            if (_frame.Length < length) _frame = new byte[length];
            var frame = _frame.AsSpan(0, length);
            BinaryPrimitives.WriteInt32LittleEndian(frame, first.Length + rest.Length);
            first.CopyTo(frame[FrameReader.Prefix..]);
            rest.CopyTo(frame[(FrameReader.Prefix + first.Length)..]);
            if (_unsent is not null) _unsent.Enqueue(frame.ToArray());
            else Send(frame);
        }
    }

    /// <summary>The other end is gone: closes when all that it sent has been read, and no later than then.</summary>
    public async Task CloseAsync(TimeSpan patience, TimeProvider time)
    {
        if (_isRead) await Over.WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Close();
    }

    /// <summary>The other end sees it after what was sent. To close again does nothing.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_isClosed) return;
            _isClosed = true;
        }

        try
        {
            // Whoever reads wakes up.
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other end was faster.
        }

        _socket.Dispose();
        _over.TrySetResult();
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = _socket.Send(bytes, SocketFlags.None, out var error);
            if (error != SocketError.Success)
            {
                // Whoever reads sees that it broke.
                if (error == SocketError.WouldBlock) _ = SendLaterAsync(bytes.ToArray());
                return;
            }

            bytes = bytes[count..];
        }
    }

    private async Task SendLaterAsync(byte[] first)
    {
        _unsent = new Queue<byte[]>([first]);
        try
        {
            while (NextUnsent() is { } bytes)
            {
                for (var rest = bytes.AsMemory(); rest.Length > 0;) rest = rest[await _socket.SendAsync(rest, SocketFlags.None).ConfigureAwait(false)..];
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Whoever reads sees that it broke.
        }
    }

    private byte[]? NextUnsent()
    {
        lock (_lock)
        {
            if (_unsent!.TryDequeue(out var bytes)) return bytes;
            _unsent = null;
            return null;
        }
    }

    private void Read(Action<ReadOnlyMemory<byte>> hear)
    {
        try
        {
            while (Receive() is var count and > 0)
            {
                _frames.Add(count);
                while (_frames.Next() is { } frame) hear(frame);
            }
        }
        catch (Exception)
        {
            // It broke, or what came in was nothing of ours. The process goes with its line; the program must not.
        }

        Close();
    }

    /// <summary>How many bytes came; 0 where no more will.</summary>
    private int Receive()
    {
        while (true)
        {
            var count = _socket.Receive(_frames.Room, SocketFlags.None, out var error);
            if (error == SocketError.Success) return count;
            if (error != SocketError.WouldBlock) return 0;
            _socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead);
        }
    }
}
