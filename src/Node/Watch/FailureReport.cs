using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using ActorMap.Node.Binding;
using ActorMap.Node.Input;
using ActorMap.Node.Programs;
using ActorMap.Node.Results;

namespace ActorMap.Node.Watch;

/// <summary>From a failed outcome to what is told of it.</summary>
internal sealed partial class FailureReport(RecordShape shape)
{
    private static readonly string[] NotUsers = ["at ActorMap.Node.", "at ActorMap.Functions.", "at System.", "at lambda_method"];

    internal ItemFailure Describe(in MapResult<Record, Encoded> outcome)
    {
        var error = outcome.Error!;
        var isBadInput = BadInput.Is(error);
        var (input, isJson, columns) = InputOf(outcome.Item);
        var (type, message) = ProgramException.Read(error.ErrorType, error.ErrorMessage) ?? (error.ErrorType, error.ErrorMessage);
        return new ItemFailure(
            isBadInput, outcome.Index, outcome.Item.Place, input, isJson, columns, isBadInput ? "bad input" : type,
            message.ReplaceLineEndings(" "), error.RemoteStackTrace, UserLine(error.RemoteStackTrace), error.Worker, error.Attempts);
    }

    /// <summary>The first line of the stack that is neither ours nor the framework's.</summary>
    internal static string? UserLine(string? stack) => stack?.Split('\n').Select(line => line.Trim())
        .FirstOrDefault(line => line.StartsWith("at ", StringComparison.Ordinal) && !NotUsers.Any(start => line.StartsWith(start, StringComparison.Ordinal)))
        is { } line ? Generated().Replace(line, "at -e${line}") : null;

    /// <summary>The method that was written around a lambda: its name says nothing to who wrote the lambda. Of a lambda in one line the stack tells no line.</summary>
    [GeneratedRegex(@"^at __Expression\.((?!.* in ).*|.* in -e(?<line>:line \d+))$")]
    private static partial Regex Generated();

    /// <returns>The input in JSON, whether it was a JSON value itself, and of a row how its columns are taken.</returns>
    private (string Json, bool IsJson, string? Columns) InputOf(Record record)
    {
        var bytes = record.Bytes;
        return record.Block.Kind switch
        {
            RecordKind.Json or RecordKind.Row when Parsed(bytes) is { } value => (InOneLine(bytes, value), true, null),
            RecordKind.Table when record.Block is CsvBlock block && record.Fields == shape.Columns.Length => (Row(block, record), true, Encoding.UTF8.GetString(shape.HasNames ? FailureLine.ByName : FailureLine.ByPosition)),
            RecordKind.Failure when Parsed(bytes) is { } line && line.TryGetProperty(FailureLine.Input, out var input) =>
                (InOneLine(JsonMarshal.GetRawUtf8Value(input), input), line.TryGetProperty(FailureLine.IsJson, out var isJson) ? isJson.ValueKind == JsonValueKind.True : input.ValueKind != JsonValueKind.String,
                    line.TryGetProperty(FailureLine.Columns, out var columns) ? columns.GetRawText() : null),
            _ => (JsonSerializer.Serialize(LosslessText.Decode(bytes), Json.Options), false, null),
        };
    }

    /// <summary>As it stands; what has line ends between its parts is written anew.</summary>
    private static string InOneLine(ReadOnlySpan<byte> json, JsonElement value) =>
        json.IndexOfAny((byte)'\n', (byte)'\r') < 0 ? Encoding.UTF8.GetString(json).Trim() : JsonSerializer.Serialize(value, Json.Options);

    /// <summary>As a program and a <c>JsonElement</c> get it: numbers are numbers.</summary>
    private string Row(CsvBlock block, Record record)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, Json.Writer))
        {
            writer.WriteStartObject();
            for (var i = 0; i < shape.Columns.Length; i++)
            {
                var field = block.Field(in record, i);
                writer.WritePropertyName(shape.Columns[i]);
                if (JsonNumber.Is(field)) writer.WriteRawValue(field, skipInputValidation: true);
                else writer.WriteStringValue(LosslessText.Decode(field));
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.ToArray());
    }

    /// <returns>Null where it is no JSON.</returns>
    private static JsonElement? Parsed(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text)) return null;
        try
        {
            return JsonElement.Parse(text, Json.Document);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
