using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace ActorMap.Node.Input.Columnar;

/// <summary>Rows of columns that have one value a row: each column is an array of its type.</summary>
internal sealed class FlatRows(Field[] fields) : IRowGroup
{
    private readonly ParquetColumn[] _columns = [.. fields.Select(field => ParquetColumn.Of((DataField)field))];

    internal static bool CanHold(Field field) => field is DataField { IsArray: false, MaxRepetitionLevel: 0 };

    public int Load(ParquetReader reader, int group)
    {
        using var rows = reader.OpenRowGroupReader(group);
        foreach (var column in _columns) column.Load(rows);
        return checked((int)rows.RowCount);
    }

    public void Write(Utf8JsonWriter writer, int row)
    {
        writer.WriteStartObject();
        foreach (var column in _columns) column.Write(writer, row);
        writer.WriteEndObject();
    }
}
