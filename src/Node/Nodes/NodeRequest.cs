using System.CommandLine;
using ActorMap.Node.Arguments;

namespace ActorMap.Node.Nodes;

/// <summary>All that <c>actormap node</c> was asked to do.</summary>
internal sealed record NodeRequest
{
    internal required string Host { get; init; }
    internal string? PublicHost { get; init; }
    internal int Port { get; init; }
    internal required string[] Join { get; init; }
    internal int Workers { get; init; }
    internal required string[] Functions { get; init; }
    internal bool AllowCode { get; init; }
    internal string? Config { get; init; }
    internal TlsFiles? Tls { get; init; }
    internal TimeSpan? IdleTimeout { get; init; }
    internal TimeSpan WaitTimeout { get; init; }

    internal static NodeRequest Parse(IReadOnlyList<string> arguments)
    {
        var (host, publicHost, port, join) = (MapOptionSet.Text("--host"), MapOptionSet.Text("--public-host"), MapOptionSet.Text("--port"), MapOptionSet.Text("--join"));
        var (workers, config, idle, wait) = (MapOptionSet.Text("-j", "--workers"), MapOptionSet.Text("--config"), MapOptionSet.Text("--idle-timeout"), MapOptionSet.Text("--wait-timeout"));
        var functions = new Option<string[]>("--functions") { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
        var (allowCode, tls) = (MapOptionSet.Flag("--allow-code"), new TlsOptionSet());
        var result = CommandLine.Parse("node", arguments, [host, publicHost, port, join, workers, config, idle, wait, functions, allowCode, .. tls.All]);
        return new NodeRequest
        {
            Host = result.GetValue(host) ?? "127.0.0.1",
            PublicHost = result.GetValue(publicHost),
            Port = result.GetValue(port) is { } text ? (int)OptionText.Whole("--port", text, 0, 65535) : 4053,
            Join = result.GetValue(join) is { } seeds ? OptionText.Addresses("--join", seeds) : [],
            Workers = result.GetValue(workers) is { } count ? OptionText.Workers(count) : Environment.ProcessorCount,
            Functions = result.GetValue(functions) ?? [],
            AllowCode = result.GetValue(allowCode),
            Config = result.GetValue(config),
            Tls = tls.Read(result),
            IdleTimeout = result.GetValue(idle) is { } still ? OptionText.Duration("--idle-timeout", still) : null,
            WaitTimeout = result.GetValue(wait) is { } patience ? OptionText.Duration("--wait-timeout", patience) : TimeSpan.FromSeconds(30),
        };
    }
}
