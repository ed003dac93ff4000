using System.Reflection;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace ActorMap.Node.Input.Columnar;

/// <summary>One column of the row group at hand, read entry by entry.</summary>
internal abstract class ParquetColumn(DataField schema) : ParquetNode(schema)
{
    private int[] _definitions = [];
    private int[] _repetitions = [];
    private int _entries;
    private int _next;

    internal override ParquetColumn First => this;

    /// <summary>Of the entry at hand.</summary>
    internal int Definition => schema.MaxDefinitionLevel == 0 ? 0 : _definitions[_next];

    /// <summary>Of the entry at hand; 0, where a row begins, after the last.</summary>
    internal int Repetition => schema.MaxRepetitionLevel == 0 || _next >= _entries ? 0 : _repetitions[_next];

    protected DataField Field => schema;

    internal override void Load(ParquetRowGroupReader group)
    {
        var chunk = group.GetMetadata(schema)?.MetaData ?? throw new InvalidDataException($"row group without a column {schema.Path}.");
        _entries = checked((int)chunk.NumValues);
        _next = 0;
        var (definitions, repetitions) = (Room(ref _definitions, schema.MaxDefinitionLevel), Room(ref _repetitions, schema.MaxRepetitionLevel));
        Read(group, _entries, definitions, repetitions);
    }

    internal override void Skip() => _next++;

    internal override void Write(Utf8JsonWriter writer)
    {
        if (Definition < schema.MaxDefinitionLevel) writer.WriteNullValue();
        else WriteNext(writer);
        _next++;
    }

    /// <summary>Writes the entry as a property's name.</summary>
    internal void WriteName(Utf8JsonWriter writer)
    {
        writer.WritePropertyName(NextText());
        _next++;
    }

    internal static new ParquetColumn Of(Field field)
    {
        var data = (DataField)field;
        var type = data.ClrType == typeof(string) ? typeof(ReadOnlyMemory<char>) : data.ClrType == typeof(byte[]) ? typeof(ReadOnlyMemory<byte>) : data.ClrType;
        return (ParquetColumn)Activator.CreateInstance(
            typeof(ParquetColumn<>).MakeGenericType(type), BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, null, [data], null)!;
    }

    protected abstract void Read(ParquetRowGroupReader group, int entries, Memory<int>? definitions, Memory<int>? repetitions);

    protected abstract void WriteNext(Utf8JsonWriter writer);

    protected abstract string NextText();

    private Memory<int>? Room(ref int[] levels, int highest)
    {
        if (highest == 0) return null;
        if (levels.Length < _entries) levels = new int[_entries];
        return levels.AsMemory(0, _entries);
    }
}

/// <summary>The values that are there, in an array of their type.</summary>
internal sealed class ParquetColumn<T>(DataField field) : ParquetColumn(field)
    where T : struct
{
    private T[] _values = [];
    private int _nextValue;

    protected override void Read(ParquetRowGroupReader group, int entries, Memory<int>? definitions, Memory<int>? repetitions)
    {
        if (_values.Length < entries) _values = new T[entries];
        _nextValue = 0;
        group.ReadRawAsync(Field, _values.AsMemory(0, entries), definitions, repetitions).AsTask().GetAwaiter().GetResult();
    }

    protected override void WriteNext(Utf8JsonWriter writer) => ParquetJson.Write(writer, Field, _values[_nextValue++]);

    protected override string NextText() => ParquetJson.Text(Field, _values[_nextValue++]);
}
