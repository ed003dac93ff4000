using Akka.Configuration;

namespace ActorMap;

/// <summary>How a program joins a cluster as a client: it starts maps, and runs none of their items.</summary>
public sealed record ClusterOptions
{
    /// <summary>The cluster's name.</summary>
    /// <value>Default <c>actormap</c>.</value>
    public string Name { get; init; } = "actormap";

    /// <summary>Members of the cluster to join, each <c>host:port</c>.</summary>
    /// <value>Default <c>127.0.0.1:4053</c>. At least one.</value>
    public IReadOnlyList<string> Seeds { get; init; } = ["127.0.0.1:4053"];

    /// <summary>The address to listen on: nodes answer to it.</summary>
    /// <value>Default <c>127.0.0.1</c>. Anything but loopback needs <see cref="Tls"/>.</value>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port to listen on; 0 for any that is free.</summary>
    /// <value>Default 0.</value>
    public int Port { get; init; }

    /// <summary>The name by which nodes reach this program, where it is not <see cref="Host"/>.</summary>
    /// <value>Default null: <see cref="Host"/>.</value>
    public string? PublicHost { get; init; }

    /// <summary>How many workers must be there before the pool is ready.</summary>
    /// <value>Default 1. At least 1.</value>
    public int MinWorkers { get; init; } = 1;

    /// <summary>How long to wait for a seed and for <see cref="MinWorkers"/>; also how long a map that has lost its last worker waits for another.</summary>
    /// <value>Default 30 s.</value>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether functions may travel to the nodes, where the nodes allow it, too. Else only named functions can be mapped.</summary>
    /// <value>Default false.</value>
    public bool ShipCode { get; init; }

    /// <summary>Mutual TLS.</summary>
    /// <value>Default null: none, which only loopback may do without.</value>
    public TlsOptions? Tls { get; init; }

    /// <summary>HOCON that goes before the defaults of <c>reference.conf</c>.</summary>
    /// <value>Default null: none.</value>
    public Config? Config { get; init; }

    /// <summary>The clock behind deadlines, delays and progress.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
