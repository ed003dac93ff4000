using System.Text;
using System.Text.Json;
using ActorMap.Node.Binding;

namespace ActorMap.Node.Benching;

/// <summary>The result for programs: one line, its names as docs/cli.md has them.</summary>
internal static class BenchJson
{
    internal static string Text(BenchRequest request, BenchRecords records, BenchResult result)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Json.Writer))
        {
            writer.WriteStartObject();
            writer.WriteString("function", request.Map.Function.Words);
            writer.WriteNumber("items", records.Count);
            writer.WriteBoolean("isWholeInput", records.IsAll);
            writer.WriteNumber("cores", Environment.ProcessorCount);
            writer.WriteNumber("secondsPerItem", Math.Round(result.Workers[0].Median.ItemTime.TotalSeconds, 9));
            writer.WriteNumber("failed", result.Failed);
            Series(writer, "workers", result.Workers, result.Workers[0].Rate);
            Series(writer, "chunks", result.Chunks, result.Workers[0].Rate);
            writer.WriteStartObject("best");
            writer.WriteNumber("workers", result.BestWorkers);
            writer.WritePropertyName("chunk");
            Chunk(writer, result.BestChunk);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    private static void Series(Utf8JsonWriter writer, string name, Series[] all, double one)
    {
        writer.WriteStartArray(name);
        foreach (var series in all)
        {
            writer.WriteStartObject();
            writer.WriteNumber("workers", series.Workers);
            writer.WritePropertyName("chunk");
            Chunk(writer, series.Chunk);
            writer.WriteNumber("itemsPerSecond", Math.Round(series.Rate, 3));
            writer.WriteNumber("speedUp", Math.Round(series.Rate / one, 3));
            writer.WriteNumber("busy", Math.Round(series.Median.BusyShare, 3));
            writer.WriteNumber("runs", series.Measures.Count);
            writer.WriteNumber("spread", Math.Round(series.Spread, 3));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Chunk(Utf8JsonWriter writer, int? length)
    {
        if (length is { } items) writer.WriteNumberValue(items);
        else writer.WriteStringValue("auto");
    }
}
