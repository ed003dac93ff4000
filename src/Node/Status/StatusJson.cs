using System.Text;
using System.Text.Json;
using ActorMap.Cluster.Looking;
using ActorMap.Node.Binding;

namespace ActorMap.Node.Status;

/// <summary>The picture for programs: one line, its names as docs/cli.md has them.</summary>
internal static class StatusJson
{
    internal static string Text(ClusterPicture picture)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Json.Writer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("workers", picture.Nodes.Sum(node => node.Told?.Workers ?? 0));
            writer.WriteNumber("busy", picture.Nodes.Sum(node => node.Told?.Busy ?? 0));
            writer.WriteStartArray("nodes");
            foreach (var node in picture.Nodes) Write(writer, node);
            writer.WriteEndArray();
            writer.WriteStartArray("keepers");
            foreach (var keeper in picture.Keepers) WriteKeeper(writer, keeper);
            writer.WriteEndArray();
            writer.WriteStartArray("clients");
            foreach (var client in picture.Clients) writer.WriteStringValue(client);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    private static void WriteKeeper(Utf8JsonWriter writer, NodePicture keeper)
    {
        writer.WriteStartObject();
        writer.WriteString("node", keeper.Address);
        writer.WriteString("state", keeper.State);
        writer.WriteBoolean("answers", keeper.Told is not null);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, NodePicture node)
    {
        writer.WriteStartObject();
        writer.WriteString("node", node.Address);
        writer.WriteString("state", node.State);
        writer.WriteString("keeper", node.Keeper);
        writer.WriteBoolean("answers", node.Told is not null);
        writer.WriteNumber("workers", node.Told?.Workers ?? 0);
        writer.WriteNumber("busy", node.Told?.Busy ?? 0);
        writer.WriteBoolean("allowsCode", node.Told?.AllowsCode ?? false);
        writer.WriteStartArray("functions");
        foreach (var name in node.Told?.Functions ?? []) writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteStartArray("jobs");
        foreach (var job in node.Told?.Jobs ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("job", job.Job.ToString());
            writer.WriteString("pool", job.Job.Pool);
            writer.WriteString("function", job.Function);
            writer.WriteNumber("held", job.Held);
            writer.WriteNumber("done", job.Done);
            writer.WriteNumber("failed", job.Failed);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
