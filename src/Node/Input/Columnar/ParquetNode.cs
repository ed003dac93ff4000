using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace ActorMap.Node.Input.Columnar;

/// <summary>
/// A field of the row group at hand: a column, or what is put together from columns by their levels. A column's definition level says how much of its path is there,
/// its repetition level which list goes on with the entry. Rows are written one after the other.
/// </summary>
internal abstract class ParquetNode(Field schema)
{
    internal string Name { get; init; } = schema.Name;

    /// <summary>The level from which on the field is there, with an entry where it is a list.</summary>
    protected int Level => schema.MaxDefinitionLevel;

    /// <summary>The repetition level of what goes on with this list.</summary>
    protected int Repeats => schema.MaxRepetitionLevel;

    /// <summary>Any column of the field: all of them agree on what is above it.</summary>
    internal abstract ParquetColumn First { get; }

    internal abstract void Load(ParquetRowGroupReader group);

    internal abstract void Write(Utf8JsonWriter writer);

    /// <summary>Passes over an entry that is not there.</summary>
    internal abstract void Skip();

    /// <summary>A column of the file.</summary>
    internal static ParquetNode Of(Field field) => Of(field, 0);

    /// <param name="field">What the node is of.</param>
    /// <param name="above">The repetition level of what the field is in.</param>
    protected static ParquetNode Of(Field field, int above) => field switch
    {
        DataField { IsArray: true } repeated => new ListNode(repeated, ParquetColumn.Of(repeated)),
        DataField data => ParquetColumn.Of(data),
        StructField structure => new StructNode(structure),
        MapField map => new MapNode(map),

        // An older form of lists: what repeats is the item itself, and nothing above it.
        ListField list when list.MaxRepetitionLevel == above => new ListNode(list.Item, ParquetColumn.Of(list.Item)) { Name = list.Name },
        ListField list => new ListNode(list, Of(list.Item, list.MaxRepetitionLevel)),
        _ => throw new NotSupportedException($"column {field.Name} is of a kind that is not known ({field.SchemaType})."),
    };
}

/// <summary>Fields of their own under one name.</summary>
internal sealed class StructNode(StructField field) : ParquetNode(field)
{
    private readonly ParquetNode[] _parts = [.. field.Fields.Select(part => Of(part, field.MaxRepetitionLevel))];

    internal override ParquetColumn First => _parts[0].First;

    internal override void Load(ParquetRowGroupReader group)
    {
        foreach (var part in _parts) part.Load(group);
    }

    internal override void Write(Utf8JsonWriter writer)
    {
        if (First.Definition < Level)
        {
            Skip();
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        foreach (var part in _parts)
        {
            writer.WritePropertyName(part.Name);
            part.Write(writer);
        }

        writer.WriteEndObject();
    }

    internal override void Skip()
    {
        foreach (var part in _parts) part.Skip();
    }
}

/// <summary>A list, which may be null, empty, or hold nulls.</summary>
internal sealed class ListNode(Field field, ParquetNode item) : ParquetNode(field)
{
    internal override ParquetColumn First => item.First;

    internal override void Load(ParquetRowGroupReader group) => item.Load(group);

    internal override void Skip() => item.Skip();

    internal override void Write(Utf8JsonWriter writer)
    {
        if (First.Definition < Level - 1)
        {
            Skip();
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        if (First.Definition < Level) Skip();
        else WriteItems(writer);
        writer.WriteEndArray();
    }

    private void WriteItems(Utf8JsonWriter writer)
    {
        do item.Write(writer);
        while (First.Repetition == Repeats);
    }
}

/// <summary>A map, as an object by the texts of its keys.</summary>
internal sealed class MapNode(MapField field) : ParquetNode(field)
{
    private readonly ParquetColumn _key = field.Key as DataField is { } key
        ? ParquetColumn.Of(key)
        : throw new NotSupportedException($"the keys of the map {field.Name} are no plain values.");

    private readonly ParquetNode _value = Of(field.Value, field.MaxRepetitionLevel);

    internal override ParquetColumn First => _key;

    internal override void Load(ParquetRowGroupReader group)
    {
        _key.Load(group);
        _value.Load(group);
    }

    internal override void Skip()
    {
        _key.Skip();
        _value.Skip();
    }

    internal override void Write(Utf8JsonWriter writer)
    {
        if (_key.Definition < Level - 1)
        {
            Skip();
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        if (_key.Definition < Level) Skip();
        else WriteEntries(writer);
        writer.WriteEndObject();
    }

    private void WriteEntries(Utf8JsonWriter writer)
    {
        do
        {
            _key.WriteName(writer);
            _value.Write(writer);
        }
        while (_key.Repetition == Repeats);
    }
}
