using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ActorMap.Node.Binding;
using ActorMap.Node.Input;

namespace ActorMap.Node.Programs;

/// <summary>A line as a JSON string. Numbers stay texts, as <c>007</c> and <c>1e5</c> would be lost as numbers; who means JSON says so.</summary>
internal sealed class LineJsonParser : RecordParser<JsonText>
{
    private readonly ArrayBufferWriter<byte> _json = new();

    private protected override JsonText ParseSound(in Record record)
    {
        if (!Utf8.IsValid(record.Bytes)) throw new BadRecordException($"'{Excerpt.Of(record.Bytes)}' is not UTF-8, which a JSON string must be");
        _json.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_json, Json.Writer)) writer.WriteStringValue(record.Bytes);
        return JsonText.Of(_json.WrittenSpan.ToArray());
    }
}

/// <summary>A JSON value as it stands; only one that has line ends within is written anew, as a program reads lines.</summary>
internal sealed class ValueJsonParser : RecordParser<JsonText>
{
    private protected override JsonText ParseSound(in Record record)
    {
        if (JsonSyntax.Fault(record.Bytes) is { } fault)
            throw new BadRecordException($"'{Excerpt.Of(record.Bytes)}' is no JSON value, which is what a program takes: {fault}. With -i lines each line goes to it as a JSON string");
        if (record.Bytes.IndexOfAny((byte)'\n', (byte)'\r') < 0) return new JsonText(record.Block.Bytes, record.Start, record.Length);
        return JsonText.Of(JsonSerializer.SerializeToUtf8Bytes(Json.Read<JsonElement>(record.Bytes, string.Empty), Json.Options));
    }
}

/// <summary>A row as an object by the columns' names; numbers in it are numbers.</summary>
internal sealed class RowJsonParser(string[] columns) : RecordParser<JsonText>
{
    private readonly TableJsonParser<JsonElement> _rows = new(columns, JsonTypes.Lasting);

    private protected override JsonText ParseSound(in Record record) => JsonText.Of(JsonSerializer.SerializeToUtf8Bytes(_rows.Parse(in record), Json.Options));
}

/// <summary>Chooses how a record becomes JSON.</summary>
internal static class JsonTextParsers
{
    internal static RecordParser<JsonText> Create(RecordShape shape, RecordKind kind) => kind switch
    {
        RecordKind.Text => new LineJsonParser(),
        RecordKind.Json or RecordKind.Row => new ValueJsonParser(),
        RecordKind.Failure => new FailureJsonParser(),
        _ => new RowJsonParser(shape.Columns),
    };

    /// <summary>What <c>--errors</c> kept is what the program was given: a JSON value, whatever the input was.</summary>
    private sealed class FailureJsonParser : RecordParser<JsonText>
    {
        private readonly JsonFields _fields = new([FailureLine.Input, FailureLine.Columns]);

        private protected override JsonText ParseSound(in Record record)
        {
            _fields.Load(in record);
            if (!_fields.Has(0)) throw new BadRecordException("has no \"input\"; is it a line that --errors wrote?");
            return JsonText.Of(_fields.Has(1) && _fields.Slice(0) is [(byte)'{', ..] ? FirstOfEach(_fields.Slice(0)) : _fields.Slice(0).ToArray());
        }

        /// <summary>Of a row's columns of one name, all of which were kept, the program was given the first.</summary>
        private static byte[] FirstOfEach(ReadOnlySpan<byte> row)
        {
            var properties = JsonElement.Parse(row, Json.Document).EnumerateObject().DistinctBy(one => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(one)));
            return Encoding.UTF8.GetBytes($"{{{string.Join(',', properties.Select(one => $"\"{Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(one))}\":{one.Value.GetRawText()}"))}}}");
        }
    }
}
