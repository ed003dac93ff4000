using System.CommandLine;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>The names of the options by which a client finds a cluster, for all commands that do.</summary>
internal sealed class ClusterOptionSet
{
    private readonly Option<string?> _cluster = MapOptionSet.Text("--cluster");
    private readonly Option<string?> _waitTimeout = MapOptionSet.Text("--wait-timeout");
    private readonly Option<string?> _host = MapOptionSet.Text("--host");
    private readonly Option<string?> _publicHost = MapOptionSet.Text("--public-host");
    private readonly TlsOptionSet _tls = new();

    internal Option[] All => [_cluster, _waitTimeout, _host, _publicHost, .. _tls.All];

    /// <returns>Null where no cluster is named, by option or by default.</returns>
    internal ClusterRequest? Read(ParseResult result, string? otherwise, TimeSpan patience)
    {
        var tls = _tls.Read(result);
        if ((result.GetValue(_cluster) ?? otherwise) is not { } cluster)
        {
            var lonely = All.FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
            return lonely is null ? null : throw CommandException.Usage($"{lonely.Name} is about a cluster, and none is named: give --cluster HOST:PORT.");
        }

        var wait = result.GetValue(_waitTimeout) is { } text ? OptionText.Duration("--wait-timeout", text) : patience;
        return new ClusterRequest(OptionText.Addresses("--cluster", cluster), wait, tls, result.GetValue(_host), result.GetValue(_publicHost));
    }
}
