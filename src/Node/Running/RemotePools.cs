using System.Net;
using System.Net.Sockets;
using ActorMap.Cluster.Code;
using ActorMap.Node.Arguments;
using ActorMap.Node.Functions;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Running;

/// <summary>Pools whose workers are in other processes. Apart from the others, so that a map in this process loads nothing of the cluster.</summary>
internal static class RemotePools
{
    internal static async Task<MapPool> StartAsync(MapRequest request, CancellationToken cancellation) => request.Place switch
    {
        WorkPlace.Processes processes => await Told(() => ClusterPool.StartProcessesAsync(
            new ProcessOptions { Processes = processes.Count, Config = Pools.Logging(request.Verbose, elsewhere: true) }, cancellation)),
        WorkPlace.Nodes nodes => await Told(() => ClusterPool.JoinAsync(
            Options(nodes.Cluster, request.Verbose) with { MinWorkers = nodes.WaitWorkers, ShipCode = nodes.ShipCode }, cancellation)),
        _ => throw new InvalidOperationException($"{request.Place.GetType()} is no other place."),
    };

    internal static ClusterOptions Options(ClusterRequest request, bool verbose) => new()
    {
        Seeds = request.Seeds,
        WaitTimeout = request.WaitTimeout,
        Host = Hosts.Checked(request.Host, () => Facing(request.Seeds[0]), request.PublicHost, request.Tls),
        PublicHost = request.PublicHost,
        Tls = Tls(request.Tls),
        Config = Pools.Logging(verbose, elsewhere: true),
    };

    internal static TlsOptions? Tls(TlsFiles? files) =>
        files is null ? null : new TlsOptions { Certificate = files.Certificate, Key = files.Key, Authority = files.Authority };

    /// <summary>What was compiled here has no file that could travel.</summary>
    internal static void RememberCode()
    {
        foreach (var (assembly, image) in EmittedCode.All) CodeImages.Remember(assembly, image);
    }

    internal static async Task<T> Told<T>(Func<Task<T>> start)
    {
        try
        {
            return await start();
        }
        catch (PoolUnavailableException error)
        {
            throw new CommandException(ExitCode.NoPool, error.Message, error);
        }
        catch (ArgumentException error)
        {
            // The values are the user's, whatever their names are here.
            throw CommandException.Usage(error.ParamName is null ? error.Message : error.Message.Replace($" (Parameter '{error.ParamName}')", string.Empty, StringComparison.Ordinal));
        }
    }

    /// <summary>The address of this machine that the nodes can answer to: the one from which packets would leave for them. None is sent.</summary>
    private static string Facing(string seed)
    {
        var host = seed[..seed.LastIndexOf(':')].Trim('[', ']');
        try
        {
            var address = IPAddress.TryParse(host, out var given) ? given : Dns.GetHostAddresses(host, AddressFamily.InterNetwork).First();
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(address, 4053);
            return ((IPEndPoint)socket.LocalEndPoint!).Address.ToString();
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException)
        {
            // Joining will say what is wrong with the seed.
            return "127.0.0.1";
        }
    }
}
