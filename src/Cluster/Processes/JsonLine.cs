using System.Text;
using System.Text.Json;

namespace ActorMap.Cluster.Processes;

/// <summary>A record as one line of JSON, member by member: the serializer would have the runtime compile some hundred methods for it, in each process that starts.</summary>
internal static class JsonLine
{
    public static string Write(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>Null where it is no such record.</summary>
    public static T? Read<T>(string line, Func<JsonElement, T> record) where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return record(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <exception cref="FormatException">It is null.</exception>
    public static string Text(this JsonElement record, string member) => record.GetProperty(member).GetString() ?? throw new FormatException($"{member} is null.");
}
