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
    internal bool AllowExec { get; init; }
    internal bool Isolate { get; init; }

    /// <summary>The words that this was read from.</summary>
    internal required IReadOnlyList<string> Words { get; init; }
    internal string? Config { get; init; }
    internal TlsFiles? Tls { get; init; }
    internal TimeSpan? IdleTimeout { get; init; }
    internal TimeSpan WaitTimeout { get; init; }

    internal static NodeRequest Parse(IReadOnlyList<string> arguments)
    {
        var options = new NodeOptionSet();
        var result = CommandLine.Parse("node", arguments, options.All);
        string? Text(Option<string?> option) => result.GetValue(option);
        return new NodeRequest
        {
            Host = Text(options.Host) ?? "127.0.0.1",
            PublicHost = Text(options.PublicHost),
            Port = Text(options.Port) is { } port ? (int)OptionText.Whole("--port", port, 0, 65535) : 4053,
            Join = Text(options.Join) is { } seeds ? OptionText.Addresses("--join", seeds) : [],
            Workers = Text(options.Workers) is { } count ? OptionText.Workers(count) : Environment.ProcessorCount,
            Functions = result.GetValue(options.Functions) ?? [],
            AllowCode = result.GetValue(options.AllowCode),
            AllowExec = result.GetValue(options.AllowExec),
            Isolate = result.GetValue(options.Isolate),
            Words = arguments,
            Config = Text(options.Config),
            Tls = options.Tls.Read(result),
            IdleTimeout = Text(options.IdleTimeout) is { } still ? OptionText.Duration("--idle-timeout", still) : null,
            WaitTimeout = Text(options.WaitTimeout) is { } patience ? OptionText.Duration("--wait-timeout", patience) : TimeSpan.FromSeconds(30),
        };
    }
}
