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
        var (input, isJson) = InputOf(outcome.Item);
        var (type, message) = ProgramException.Read(error.ErrorType, error.ErrorMessage) ?? (error.ErrorType, error.ErrorMessage);
        return new ItemFailure(
            isBadInput, outcome.Index, outcome.Item.Place, input, isJson, isBadInput ? "bad input" : type,
            message.ReplaceLineEndings(" "), error.RemoteStackTrace, UserLine(error.RemoteStackTrace), error.Worker, error.Attempts);
    }

    /// <summary>The first line of the stack that is neither ours nor the framework's.</summary>
    internal static string? UserLine(string? stack) => stack?.Split('\n').Select(line => line.Trim())
        .FirstOrDefault(line => line.StartsWith("at ", StringComparison.Ordinal) && !NotUsers.Any(start => line.StartsWith(start, StringComparison.Ordinal)))
        is { } line ? Generated().Replace(line, "at -e${line}") : null;

    /// <summary>The method that was written around a lambda: its name says nothing to who wrote the lambda. Of a lambda in one line the stack tells no line.</summary>
    [GeneratedRegex(@"^at __Expression\.((?!.* in ).*|.* in -e(?<line>:line \d+))$")]
    private static partial Regex Generated();

    /// <returns>The input in JSON, and whether it was a JSON value itself.</returns>
    private (string Json, bool IsJson) InputOf(Record record)
    {
        var bytes = record.Bytes;
        return record.Block.Kind switch
        {
            RecordKind.Json or RecordKind.Row when Parsed(bytes) is not null => (Encoding.UTF8.GetString(bytes).Trim(), true),
            RecordKind.Table when record.Block is CsvBlock block && record.Fields == shape.Columns.Length => (Row(block, record), true),
            RecordKind.Failure when Parsed(bytes) is { } line && line.TryGetProperty(FailureLine.Input, out var input) =>
                (input.GetRawText(), line.TryGetProperty(FailureLine.IsJson, out var isJson) ? isJson.ValueKind == JsonValueKind.True : input.ValueKind != JsonValueKind.String),
            _ => (JsonSerializer.Serialize(LosslessText.Decode(bytes), Json.Options), false),
        };
    }

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
                else LosslessJson.Write(writer, LosslessText.Decode(field));
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
