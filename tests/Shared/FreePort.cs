using System.Net;
using System.Net.Sockets;

namespace ActorMap.Tests.Shared;

/// <summary>
/// Ports for those that must know one before they listen. They lie below those from which systems choose (32768 and up on Linux, 49152 on others): nothing that connects
/// or listens anywhere on the machine gets one of them meanwhile, nor does a connection to one that nobody listens on meet itself.
/// </summary>
internal static class FreePort
{
    private const int First = 16_384, End = 32_768;

    // Programs that run at the same time begin elsewhere.
    private static int s_next = Random.Shared.Next(End - First);

    /// <summary>One that is free, and that no other spec of this program is given.</summary>
    public static int Take()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref s_next) % (End - First));
            if (IsFree(port)) return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
