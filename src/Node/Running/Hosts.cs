using System.Net;
using ActorMap.Cluster.Systems;
using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Running;

/// <summary>Says by the options' names what the cluster would refuse by its own.</summary>
internal static class Hosts
{
    /// <param name="host">What <c>--host</c> names; null where it is not given.</param>
    /// <param name="facing">Where it listens then.</param>
    /// <param name="publicHost">What <c>--public-host</c> names; null where it is not given.</param>
    /// <param name="tls">The files of mutual TLS; null for none.</param>
    /// <returns>Where it listens.</returns>
    internal static string Checked(string? host, Func<string> facing, string? publicHost, TlsFiles? tls)
    {
        Named("--host", host);
        Named("--public-host", publicHost);
        var chosen = host ?? facing();
        if (tls is null && !ListenAddress.IsLoopback(chosen))
        {
            throw CommandException.Usage(
                $"{(host is null ? $"the nodes reach this program at {chosen}, as others than" : $"--host {host}: others than")} this machine can, and without TLS whoever does could run work in this cluster. "
                + $"Give --tls-cert, --tls-key and --tls-ca (docs/operating-a-cluster.md makes them step by step){(host is null ? ", or reach a cluster of this machine by 127.0.0.1" : ", or --host 127.0.0.1")}.");
        }

        if (publicHost is null && ListenAddress.IsAny(chosen))
            throw CommandException.Usage($"--host {host} is every address of the machine, and no name to be reached by. Give --public-host the name or address by which the others reach this one.");
        if (publicHost is not null && ListenAddress.IsAny(publicHost)) throw CommandException.Usage($"--public-host {publicHost} is every address of a machine, and none by which others reach it. Give a name or one address of this machine.");
        return chosen;
    }

    private static void Named(string option, string? host)
    {
        if (host is not null && !IsName(ListenAddress.Bare(host))) throw CommandException.Usage($"{option}: '{host}' is neither a name nor an address. Use one such as 127.0.0.1, fd00::5 or node-1.example.");
    }

    /// <summary>Numbers at the end are an address, or nothing.</summary>
    private static bool IsName(string host) =>
        IPAddress.TryParse(host, out _) || (Uri.CheckHostName(host) == UriHostNameType.Dns && !host.TrimEnd('.').Split('.')[^1].All(char.IsAsciiDigit));
}
