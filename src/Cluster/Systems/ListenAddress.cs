using System.Net;
using System.Net.Sockets;

namespace ActorMap.Cluster.Systems;

/// <summary>Where a member may listen: loopback, or elsewhere with mutual TLS.</summary>
internal static class ListenAddress
{
    /// <exception cref="ArgumentException">The settings would open what must not be open, or could not be reached.</exception>
    public static void Check(MemberSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Host))
            throw new ArgumentException("Host is empty, which would listen on every address of the machine. Set Host to one address, such as 127.0.0.1.");
        if (settings.Port is < 0 or > 65535)
            throw new ArgumentException($"Port is {settings.Port}. Set Port to 1 to 65535, or to 0 for any that is free.");
        if (settings.PublicHost is { } name && (string.IsNullOrWhiteSpace(name) || IsAny(name)))
            throw new ArgumentException($"PublicHost is '{name}', which no other member can reach. Set PublicHost to a name or an address of this machine, or leave it null.");
        if (settings.Tls is null && !IsLoopback(settings.Host))
            throw new ArgumentException($"Host is {settings.Host}, which others than this machine can reach, and Tls is not set: whoever reaches it could run work in this cluster. Set Tls (Certificate, Key, Authority), or Host to 127.0.0.1. docs/operating-a-cluster.md makes the certificates step by step.");
        if (IsAny(settings.Host) && settings.PublicHost is null)
            throw new ArgumentException($"Host is {settings.Host}, which is every address of the machine and no name to be reached by. Set PublicHost to the name or address by which the other members reach this one.");
    }

    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Bare(host), out var address) && IPAddress.IsLoopback(address));

    /// <summary>The actor system binds the port itself; a try beforehand says what is wrong where it would be noise in a log.</summary>
    /// <exception cref="PoolUnavailableException">The port is taken, or the address is none of this machine's.</exception>
    public static void CheckFree(MemberSettings settings)
    {
        if (Resolved(settings) is not { } address)
            return;
        try
        {
            using var listener = new TcpListener(address, settings.Port);
            listener.Start();
        }
        catch (SocketException error)
        {
            throw CannotListen(settings, error);
        }
    }

    public static PoolUnavailableException CannotListen(MemberSettings settings, Exception error)
    {
        var place = Seed.Written(settings.Host, settings.Port);
        var refusal = Refusal(error);
        var (what, cure) = refusal?.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => ("the port is in use", "Stop the program that listens there (it may be another node), or set another Port (0 takes any that is free)"),
            SocketError.AddressNotAvailable => ("the address is none of this machine's", "Set Host to an address of this machine"),
            SocketError.AccessDenied => ("it is not permitted", "Set a Port from 1024 up, or start with the permission"),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => ("the name is not known", "Set Host to an address of this machine, or to a name that leads to one"),
            _ => (Failures.MessageOf(refusal ?? error.GetBaseException()), "Set Host and Port to what this machine can listen on"),
        };
        return new PoolUnavailableException($"Can't listen on {place}: {what}. {cure}.", error);
    }

    /// <summary>What the operating system said, within what remoting made of it.</summary>
    private static SocketException? Refusal(Exception? error) => error switch
    {
        null => null,
        SocketException refusal => refusal,
        AggregateException several => several.InnerExceptions.Select(Refusal).FirstOrDefault(refusal => refusal is not null),
        _ => Refusal(error.InnerException),
    };

    internal static bool IsAny(string host) => IPAddress.TryParse(Bare(host), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    internal static string Bare(string host) => host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;

    /// <summary>The address that remoting will choose for a name: the last of IPv4.</summary>
    internal static IPAddress? Resolved(MemberSettings settings)
    {
        if (IPAddress.TryParse(Bare(settings.Host), out var address))
            return address;
        try
        {
            return Dns.GetHostAddresses(settings.Host, AddressFamily.InterNetwork).LastOrDefault();
        }
        catch (SocketException error)
        {
            throw CannotListen(settings, error);
        }
    }
}
