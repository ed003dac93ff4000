namespace ActorMap.Cluster.Processes;

/// <summary>What the node of a worker process is to be.</summary>
/// <param name="Workers">How many workers it has.</param>
/// <param name="Config">HOCON that goes before the defaults; empty for none.</param>
/// <param name="Slots">The file in which its workers note what they run.</param>
internal sealed record ProcessSettings(int Workers, string Config, string Slots)
{
    /// <summary>How many items it may run before it makes way for a fresh one.</summary>
    public long Items { get; init; } = long.MaxValue;

    /// <summary>How many bytes it may take before it makes way, between two items.</summary>
    public long Memory { get; init; } = long.MaxValue;

    /// <summary>The port by which it reaches the program.</summary>
    public int Door { get; init; }

    /// <summary>What it says there.</summary>
    public Guid Key { get; init; }

    /// <summary>Where the memory is that the program writes; empty where there is none.</summary>
    public string Reads { get; init; } = string.Empty;

    /// <summary>Where the memory is that this process writes.</summary>
    public string Writes { get; init; } = string.Empty;

    public static ProcessSettings Parse(string text) => JsonLine.Read(text, json => new ProcessSettings(json.GetProperty("workers").GetInt32(), json.Text("config"), json.Text("slots"))
    {
        Items = json.GetProperty("items").GetInt64(), Memory = json.GetProperty("memory").GetInt64(), Reads = json.Text("reads"), Writes = json.Text("writes"),
        Door = json.GetProperty("door").GetInt32(), Key = json.GetProperty("key").GetGuid(),
    }) ?? throw new PoolUnavailableException("A worker process was started without settings; this is a defect of ActorMap.");

    public string Text() => JsonLine.Write(json =>
    {
        json.WriteNumber("workers", Workers);
        json.WriteString("config", Config);
        json.WriteString("slots", Slots);
        json.WriteNumber("items", Items);
        json.WriteNumber("memory", Memory);
        json.WriteString("reads", Reads);
        json.WriteString("writes", Writes);
        json.WriteNumber("door", Door);
        json.WriteString("key", Key);
    });
}
