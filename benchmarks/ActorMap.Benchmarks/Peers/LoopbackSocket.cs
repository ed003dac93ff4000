using System.Net;
using System.Net.Sockets;

namespace ActorMap.Benchmarks.Peers;

/// <summary>The machine's own limit for bytes between two processes: a bare socket over loopback, from one array to another, a thread at each end.</summary>
internal static class LoopbackSocket
{
    private const int Piece = 1 << 20;

    /// <summary>Copies all of the bytes.</summary>
    public static void Copy(byte[] from, byte[] to)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var sender = new TcpClient();
        sender.Connect((IPEndPoint)listener.LocalEndpoint);
        using var receiver = listener.AcceptTcpClient();
        var sending = new Thread(() =>
        {
            for (var at = 0; at < from.Length; at += Piece) sender.Client.Send(from.AsSpan(at, Math.Min(Piece, from.Length - at)));
        });
        sending.Start();
        for (var at = 0; at < to.Length;) at += receiver.Client.Receive(to.AsSpan(at, Math.Min(Piece, to.Length - at)));
        sending.Join();
    }
}
