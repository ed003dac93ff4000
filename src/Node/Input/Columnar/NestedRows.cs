using System.Text.Json;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace ActorMap.Node.Input.Columnar;

/// <summary>Rows that hold lists, maps or structures: the library puts them together, all columns of them.</summary>
internal sealed class NestedRows(Stream stream, Field[] fields, ParquetOptions options) : IRowGroup
{
    private IList<Dictionary<string, object>> _rows = [];

    public int Load(ParquetReader reader, int group)
    {
        // What it was is let go before the next is there.
        _rows = [];
        _rows = ParquetSerializer.DeserializeUntypedAsync(stream, options, group).GetAwaiter().GetResult().Data;
        return _rows.Count;
    }

    public void Write(Utf8JsonWriter writer, int row)
    {
        var values = _rows[row];
        writer.WriteStartObject();
        foreach (var field in fields)
        {
            writer.WritePropertyName(field.Name);
            ParquetJson.Write(writer, field, values.GetValueOrDefault(field.Name));
        }

        writer.WriteEndObject();
    }
}
