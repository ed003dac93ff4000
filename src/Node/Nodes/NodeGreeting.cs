using System.Text;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Nodes;

/// <summary>What a node says when it is up: what it is, and the lines by which others come to it.</summary>
internal static class NodeGreeting
{
    internal static string Text(NodeRequest request, StartedNode node, FunctionRegistry functions)
    {
        string[] names = [.. functions.Names.Order(StringComparer.Ordinal)];
        var tls = request.Tls?.Words ?? string.Empty;
        var text = new StringBuilder();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"actormap: node {node.Address} is up with {node.Workers} {(node.Workers == 1 ? "worker" : "workers")}{(!request.Isolate ? string.Empty : node.Workers == 1 ? ", in a process of its own" : ", each in a process of its own")}{(names is [] ? string.Empty : $"; functions {string.Join(", ", names)}")}.\n");

        // On loopback another node is on this machine, where this one has the port.
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  another node   actormap node --join {node.Address}{(IsLoopback(node.Address) ? " --port 0" : " --host ITS-ADDRESS")}{tls}\n");
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  a map on it    actormap map {Function(request, names)} INPUT --cluster {node.Address}{(request.AllowCode && names is [] ? " --ship-code" : string.Empty)}{tls}\n");
        if (request.AllowExec) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  a program      actormap map INPUT --cluster {node.Address}{tls} -- PROGRAM\n");
        if (names is [] && !request.AllowCode && !request.AllowExec) text.Append("  It has no function, and code may not travel to it, so no map can run on it: start it with --functions LIB.dll, --allow-code or --allow-exec.\n");
        return text.ToString();
    }

    private static string Function(NodeRequest request, string[] names) =>
        names is [var first, ..] ? Quoting.Word($"@{first}") : request.AllowCode ? "-e 'x => x.Length'" : "@NAME";

    private static bool IsLoopback(string address) =>
        address[..address.LastIndexOf(':')].Trim('[', ']') is var host
        && (host == "localhost" || (System.Net.IPAddress.TryParse(host, out var ip) && System.Net.IPAddress.IsLoopback(ip)));
}
