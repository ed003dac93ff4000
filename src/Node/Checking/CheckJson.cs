using System.Text;
using System.Text.Json;
using ActorMap.Node.Binding;

namespace ActorMap.Node.Checking;

/// <summary>The report for programs: one line, its names as docs/cli.md has them.</summary>
internal static class CheckJson
{
    internal static string Text(CheckReport report) => Write(writer =>
    {
        writer.WriteBoolean("ok", report.Fault is null);
        writer.WriteString("error", report.Fault);
        writer.WriteString("function", report.Function);
        writer.WriteString("type", report.Type);
        writer.WriteString("kind", report.Kind);
        writer.WriteString("takes", report.Takes);
        writer.WriteStartArray("parameters");
        foreach (var name in report.Parameters) writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteString("gives", report.Gives);
        writer.WriteString("binds", report.Binding);
        State(writer, report.State);
        writer.WritePropertyName("sample");
        if (report.Sample is { } sample) Sample(writer, sample);
        else writer.WriteNullValue();
    });

    internal static string Failure(string message) => Write(writer =>
    {
        writer.WriteBoolean("ok", false);
        writer.WriteString("error", message);
    });

    private static void State(Utf8JsonWriter writer, StateReport state)
    {
        writer.WriteStartObject("state");
        if (state.Bytes is { } bytes) writer.WriteNumber("bytes", bytes);
        else writer.WriteNull("bytes");
        writer.WriteBoolean("startsInWorker", state.Starts);
        writer.WriteString("refusedPath", state.Fault?.Path);
        writer.WriteString("refusedType", state.Fault?.Type.FullName);
        writer.WriteStartArray("fields");
        foreach (var field in state.Fields)
        {
            writer.WriteStartObject();
            writer.WriteString("name", field.Name);
            writer.WriteString("type", field.Type);
            writer.WriteNumber("bytes", field.Bytes);
            writer.WriteString("handling", JsonNamingPolicy.CamelCase.ConvertName(field.Handling.ToString()));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Sample(Utf8JsonWriter writer, SampleReport sample)
    {
        writer.WriteStartObject();
        writer.WriteString("place", sample.Place);
        writer.WriteString("input", sample.Input);
        writer.WriteString("output", sample.Output);
        writer.WriteString("error", sample.Error);
        writer.WriteBoolean("same", sample.Error is null && sample.Other is null);
        writer.WriteEndObject();
    }

    private static string Write(Action<Utf8JsonWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Json.Writer))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }
}
