using System.CommandLine;
using ActorMap.Node.Arguments;

namespace ActorMap.Node.Nodes;

/// <summary>The names of <c>node</c>'s options.</summary>
internal sealed class NodeOptionSet
{
    internal Option<string?> Host { get; } = MapOptionSet.Text("--host");
    internal Option<string?> PublicHost { get; } = MapOptionSet.Text("--public-host");
    internal Option<string?> Port { get; } = MapOptionSet.Text("--port");
    internal Option<string?> Join { get; } = MapOptionSet.Text("--join");
    internal Option<string?> WaitTimeout { get; } = MapOptionSet.Text("--wait-timeout");

    internal Option<string?> Workers { get; } = MapOptionSet.Text("-j", "--workers");
    internal Option<string[]> Functions { get; } = new("--functions") { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
    internal Option<bool> AllowCode { get; } = MapOptionSet.Flag("--allow-code");

    internal Option<bool> AllowExec { get; } = MapOptionSet.Flag("--allow-exec");

    internal Option<bool> Isolate { get; } = MapOptionSet.Flag("--isolate");

    internal Option<string?> Config { get; } = MapOptionSet.Text("--config");
    internal Option<string?> IdleTimeout { get; } = MapOptionSet.Text("--idle-timeout");
    internal TlsOptionSet Tls { get; } = new();

    internal Option[] All => [Host, PublicHost, Port, Join, WaitTimeout, Workers, Functions, AllowCode, AllowExec, Isolate, Config, IdleTimeout, .. Tls.All];
}
