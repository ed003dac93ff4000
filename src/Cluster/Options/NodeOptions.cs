using Akka.Configuration;

namespace ActorMap;

/// <summary>How a worker node is started.</summary>
public sealed record NodeOptions
{
    /// <summary>The cluster's name: members of other names do not see each other.</summary>
    /// <value>Default <c>actormap</c>.</value>
    public string Name { get; init; } = "actormap";

    /// <summary>The address to listen on.</summary>
    /// <value>Default <c>127.0.0.1</c>. Anything but loopback needs <see cref="Tls"/>.</value>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port to listen on; 0 for any that is free.</summary>
    /// <value>Default 4053.</value>
    public int Port { get; init; } = 4053;

    /// <summary>The name by which others reach this node, where it is not <see cref="Host"/>.</summary>
    /// <value>Default null: <see cref="Host"/>.</value>
    public string? PublicHost { get; init; }

    /// <summary>How many workers, each with a thread of its own.</summary>
    /// <value>Default: one a core. At least 1, at most 32768.</value>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Members of the cluster to join, each <c>host:port</c>.</summary>
    /// <value>Default: none, which starts a cluster.</value>
    public IReadOnlyList<string> Seeds { get; init; } = [];

    /// <summary>The functions that jobs may name.</summary>
    /// <value>Default: none.</value>
    public FunctionRegistry Functions { get; init; } = new();

    /// <summary>Whether functions may travel to this node: whoever may join the cluster can then run any code on it.</summary>
    /// <value>Default false.</value>
    public bool AllowCode { get; init; }

    /// <summary>Mutual TLS.</summary>
    /// <value>Default null: none, which only loopback may do without.</value>
    public TlsOptions? Tls { get; init; }

    /// <summary>How long to try to reach a seed before giving up.</summary>
    /// <value>Default 30 s.</value>
    public TimeSpan JoinTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>HOCON that goes before the defaults of <c>node.conf</c> and <c>reference.conf</c>.</summary>
    /// <value>Default null: none.</value>
    public Config? Config { get; init; }

    /// <summary>The clock behind deadlines, delays and the measuring of items.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
