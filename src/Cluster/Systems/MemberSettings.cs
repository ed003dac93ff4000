using Akka.Configuration;

namespace ActorMap.Cluster.Systems;

/// <summary>What the actor system of a member, node or client, is made from.</summary>
internal sealed record MemberSettings
{
    public required string Name { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public string? PublicHost { get; init; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>What else others can know of it from the membership.</summary>
    public IReadOnlyList<string> MoreRoles { get; init; } = [];

    public TlsOptions? Tls { get; init; }

    /// <summary>Goes before every default, and after what the other settings say: it can't open an address that they did not check.</summary>
    public Config? Config { get; init; }

    /// <summary>Whether it is one of a program and the processes that it started on this machine: they know each other, and are in no cluster.</summary>
    public bool Embedded { get; init; }

    /// <summary>The clock that certificates are judged by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static MemberSettings Of(NodeOptions options) => new()
    {
        Name = options.Name, Host = options.Host, Port = options.Port, PublicHost = options.PublicHost,
        Role = Roles.Node, Tls = options.Tls, Config = options.Config, Time = options.Time,
    };

    public static MemberSettings Of(ClusterOptions options) => new()
    {
        Name = options.Name, Host = options.Host, Port = options.Port, PublicHost = options.PublicHost,
        Role = Roles.Client, Tls = options.Tls, Config = options.Config, Time = options.Time,
    };
}
