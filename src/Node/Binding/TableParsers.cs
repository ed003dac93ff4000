using System.Text;
using ActorMap.Node.Input;

namespace ActorMap.Node.Binding;

/// <summary>One column.</summary>
internal sealed class ColumnParser<T>(TableFields fields) : RecordParser<T>
{
    private protected override T ParseSound(in Record record)
    {
        fields.Load(in record);
        return fields.Read<T>(0);
    }
}

/// <summary>The whole row as one text, quoted again where it must be.</summary>
internal sealed class RowParser(string[] columns) : RecordParser<string>
{
    private readonly TableFields _fields = new(columns, []);

    private protected override string ParseSound(in Record record)
    {
        _fields.Load(in record);
        var row = new StringBuilder();
        for (var i = 0; i < columns.Length; i++)
        {
            if (i > 0) row.Append(',');
            row.Append(CsvText.Quoted(LosslessText.Decode(_fields.Slice(i))));
        }

        return row.ToString();
    }
}

internal static class CsvText
{
    internal static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
