namespace ActorMap.Node.Arguments;

/// <summary>Where a map's workers are.</summary>
internal abstract record WorkPlace
{
    /// <summary>Threads of this process.</summary>
    internal sealed record Here(int Workers) : WorkPlace;

    /// <summary>Processes of this machine.</summary>
    internal sealed record Processes(int Count) : WorkPlace;

    /// <summary>The nodes of a cluster.</summary>
    internal sealed record Nodes(ClusterRequest Cluster, int WaitWorkers, bool ShipCode) : WorkPlace;

    // Sealed, or each record would print itself its own way.
    public sealed override string ToString() => this switch
    {
        Here here => $"{here.Workers} in this process",
        Processes processes => $"{processes.Count} in processes of their own",
        Nodes nodes => $"those of the cluster at {string.Join(", ", nodes.Cluster.Seeds)}",
        _ => string.Empty,
    };
}

/// <summary>How a cluster is joined as a client.</summary>
internal sealed record ClusterRequest(string[] Seeds, TimeSpan WaitTimeout, TlsFiles? Tls, string? Host, string? PublicHost);
