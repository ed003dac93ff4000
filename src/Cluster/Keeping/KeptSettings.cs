using ActorMap.Cluster.Processes;

namespace ActorMap.Cluster.Keeping;

/// <summary>What a process that is kept needs to know to be a node.</summary>
/// <param name="Keeper">Its keeper's name, <c>host:port</c>, by which it joins.</param>
/// <param name="Place">Which of the keeper's places it has.</param>
/// <param name="Slots">The file in which its worker notes what it runs.</param>
/// <param name="Words">What the keeper itself was told: the node is to be the same.</param>
internal sealed record KeptSettings(string Keeper, int Place, string Slots, IReadOnlyList<string> Words)
{
    public static KeptSettings Parse(string text) => JsonLine.Read(text, json => new KeptSettings(
        json.Text("keeper"), json.GetProperty("place").GetInt32(), json.Text("slots"), [.. json.GetProperty("words").EnumerateArray().Select(word => word.GetString()!)]))
        ?? throw new PoolUnavailableException("A process of an isolated node was started without settings; this is a defect of ActorMap.");

    public string Text() => JsonLine.Write(json =>
    {
        json.WriteString("keeper", Keeper);
        json.WriteNumber("place", Place);
        json.WriteString("slots", Slots);
        json.WriteStartArray("words");
        foreach (var word in Words) json.WriteStringValue(word);
        json.WriteEndArray();
    });
}
