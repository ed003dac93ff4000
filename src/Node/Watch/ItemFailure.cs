using System.Text;
using System.Text.Json;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Input;
using ActorMap.Node.Results;

namespace ActorMap.Node.Watch;

/// <summary>One failed item, as it is told, kept and counted. Bad input never reached the function; the input is JSON, so that it can be mapped again.</summary>
internal sealed record ItemFailure(
    bool IsBadInput, long Index, string Place, string Input, bool IsJson, string? Columns, string Type, string Message, string? Stack, string? UserLine, WorkerInfo Worker, int Attempts)
{
    /// <summary>What failures are counted by.</summary>
    internal string Kind => IsBadInput ? "bad input" : Type;

    internal string ToText()
    {
        if (IsBadInput) return Excerpt.Shown($"{Place}: {Message}");
        var tries = Attempts == 1 ? "1 attempt" : $"{Attempts} attempts";
        var line = UserLine is null ? string.Empty : $"\n  {UserLine}";
        return Excerpt.Shown($"item {Index} ({Place}) failed after {tries}, on worker {Worker.Number} of node {Worker.Node}: {Type}: {Message}{line}");
    }

    /// <summary>The line in <c>--errors</c>; its start is how the file is known again as an input.</summary>
    internal byte[] ToJsonLine() => Line(writer =>
    {
        writer.WriteNumber("index", Index);
        writer.WritePropertyName(FailureLine.Input);
        writer.WriteRawValue(Input, skipInputValidation: true);
        writer.WriteString("type", Type);
        writer.WriteString("message", Message);
        writer.WriteString("stack", Stack);
        writer.WriteNumber("worker", Worker.Number);
        writer.WriteString("node", Worker.Node);
        writer.WriteNumber("attempts", Attempts);
        writer.WriteString("place", Place);
        writer.WriteBoolean(FailureLine.IsJson, IsJson);
        if (Columns is null) return;
        writer.WritePropertyName(FailureLine.Columns);
        writer.WriteRawValue(Columns, skipInputValidation: true);
    });

    /// <summary>What stands in the output at the item's place.</summary>
    internal byte[] ToResult(OutputShape output) => output is { Format: OutputFormat.Csv, Tag: false }
        ? Encoding.UTF8.GetBytes($"{new string(',', output.Columns.Length)}{CsvText.Quoted($"{Type}: {Message}")}\n")
        : Line(writer =>
        {
            writer.WriteNumber("index", Index);
            if (output.Tag)
            {
                writer.WritePropertyName("in");
                writer.WriteRawValue(Input, skipInputValidation: true);
            }

            writer.WriteStartObject("error");
            writer.WriteString("type", Type);
            writer.WriteString("message", Message);
            writer.WriteEndObject();
        });

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Json.Writer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
