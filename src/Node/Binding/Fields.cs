using ActorMap.Node.Input;

namespace ActorMap.Node.Binding;

/// <summary>The parts of the record at hand that the function takes, by their position in its parameters.</summary>
internal abstract class Fields
{
    internal abstract void Load(in Record record);

    internal abstract T Read<T>(int index);
}

/// <summary>A row's fields, each found by its column.</summary>
internal sealed class TableFields(string[] columns, int[] taken) : Fields
{
    private Record _record;
    private CsvBlock? _block;

    internal override void Load(in Record record)
    {
        if (record.Fields != columns.Length)
            throw new BadRecordException($"has {record.Fields} {(record.Fields == 1 ? "field" : "fields")}, where the columns are {columns.Length}: {ColumnText.Of(columns)}");
        _record = record;
        _block = (CsvBlock)record.Block;
    }

    internal override T Read<T>(int index)
    {
        var field = _block!.Field(in _record, taken[index]);
        return ScalarParser<T>.Instance!.TryParse(field, out var value) ? value : ScalarParser<T>.Instance.Parse(field, $"column {columns[taken[index]]}: ");
    }

    internal ReadOnlySpan<byte> Slice(int column) => _block!.Field(in _record, column);
}
