using System.Buffers;
using System.Text.Json;
using ActorMap.Node.Input;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Binding;

/// <summary>A failure's own input, out of the line that <c>--errors</c> wrote: text where the input was text, JSON where it was JSON, a row where it was a table's.</summary>
/// <param name="text">Reads a text; null where the function takes parts by name.</param>
/// <param name="json">Reads a JSON value.</param>
/// <param name="rows">Reads rows of such columns, named or by position.</param>
internal sealed class FailureRecordParser<T>(RecordParser<T>? text, RecordParser<T> json, Func<string[], bool, RecordParser<T>> rows) : RecordParser<T>
{
    private readonly JsonFields _fields = new([FailureLine.Input, FailureLine.IsJson, FailureLine.Columns]);
    private (string[] Columns, bool HasNames, RecordParser<T>? Parser) _rows = ([], false, null);

    private protected override T ParseSound(in Record record)
    {
        _fields.Load(in record);
        if (!_fields.Has(0)) throw new BadRecordException("has no \"input\"; is it a line that --errors wrote?");
        var input = _fields.Slice(0);
        if (_fields.Has(2) && input is [(byte)'{', ..]) return Row(input, _fields.Slice(2).SequenceEqual(FailureLine.ByName), in record);
        if (input is not [(byte)'"', ..] || (_fields.Has(1) && _fields.Slice(1).SequenceEqual("true"u8))) return json.Parse(In(input.ToArray(), in record));
        if (text is null) throw new BadRecordException("its \"input\" is a text, which has no names; the function takes parts by name");
        return text.Parse(In(LosslessJson.Unescape(input), in record));
    }

    private static Record In(byte[] bytes, in Record outer) => new(new LineBlock(outer.Block.Source, bytes, 0, bytes.Length, outer.Line, default(LineRules)), outer.Line, 0, bytes.Length);

    /// <summary>The row that it was: its columns are the object's names as they come, also where two are alike, and its fields their values' texts.</summary>
    private T Row(ReadOnlySpan<byte> input, bool hasNames, in Record outer)
    {
        var (columns, ends, bytes) = (new List<string>(), new List<int>(), new ArrayBufferWriter<byte>());
        var reader = new Utf8JsonReader(input, Json.Reader);
        for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
        {
            columns.Add(LosslessJson.Read(ref reader)!);
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number)) throw new BadRecordException("its \"input\" is no table's row: it has a value that is neither text nor number");
            bytes.Write(reader.TokenType == JsonTokenType.String ? LosslessJson.Bytes(ref reader) : reader.ValueSpan);
            ends.Add(bytes.WrittenCount);
        }

        if (_rows.Parser is null || _rows.HasNames != hasNames || !_rows.Columns.SequenceEqual(columns)) _rows = ([.. columns], hasNames, ParserOf([.. columns], hasNames));
        var row = new Record(null!, outer.Line, 0, bytes.WrittenCount, 0, ends.Count);
        return _rows.Parser!.Parse(row with { Block = new CsvBlock(outer.Block.Source, bytes.WrittenSpan.ToArray(), [.. ends], [row]) });
    }

    private RecordParser<T> ParserOf(string[] columns, bool hasNames)
    {
        try
        {
            return rows(columns, hasNames);
        }
        catch (CommandException error)
        {
            throw new BadRecordException(error.Message);
        }
    }
}
