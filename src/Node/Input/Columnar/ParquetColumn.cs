using System.Reflection;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace ActorMap.Node.Input.Columnar;

/// <summary>A column of the row group at hand.</summary>
internal abstract class ParquetColumn(DataField field)
{
    protected DataField Field { get; } = field;

    protected JsonEncodedText Name { get; } = JsonEncodedText.Encode(field.Name, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    internal abstract void Load(ParquetRowGroupReader group);

    internal abstract void Write(Utf8JsonWriter writer, int row);

    internal static ParquetColumn Of(DataField field)
    {
        var type = field.ClrType == typeof(string) ? typeof(ReadOnlyMemory<char>) : field.ClrType == typeof(byte[]) ? typeof(ReadOnlyMemory<byte>) : field.ClrType;
        return (ParquetColumn)Activator.CreateInstance(
            typeof(ParquetColumn<>).MakeGenericType(type), BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, null, [field], null)!;
    }
}

/// <summary>The values that are there, and for each row whether it has one.</summary>
internal sealed class ParquetColumn<T>(DataField field) : ParquetColumn(field)
    where T : struct
{
    private T[] _values = [];
    private int[] _levels = [];
    private int _next;

    internal override void Load(ParquetRowGroupReader group)
    {
        var rows = checked((int)group.RowCount);
        if (_values.Length < rows) _values = new T[rows];
        if (Field.MaxDefinitionLevel > 0 && _levels.Length < rows) _levels = new int[rows];
        Memory<int>? levels = Field.MaxDefinitionLevel > 0 ? _levels.AsMemory(0, rows) : null;
        group.ReadRawAsync(Field, _values.AsMemory(0, rows), levels, null).AsTask().GetAwaiter().GetResult();
        _next = 0;
    }

    internal override void Write(Utf8JsonWriter writer, int row)
    {
        writer.WritePropertyName(Name);
        if (Field.MaxDefinitionLevel > 0 && _levels[row] < Field.MaxDefinitionLevel) writer.WriteNullValue();
        else ParquetJson.Write(writer, Field, _values[_next++]);
    }
}
