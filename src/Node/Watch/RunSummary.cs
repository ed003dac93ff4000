using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Watch;

/// <summary>The end of a map, told to a person or to a program.</summary>
internal sealed class RunSummary(MapRequest request, RunCounts counts, string heldBack, int exitCode)
{
    internal string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{counts.Done:N0} {ProgressText.Plural(counts.Done, "item")} in {Seconds()}, {counts.Rate:N0} a second");
        text.Append(CultureInfo.InvariantCulture, $"; {counts.Workers} {ProgressText.Plural(counts.Workers, "worker")}, busy {counts.BusyShare:P0}, held back by {heldBack}\n");
        if (counts.Failed == 0) return text.ToString();

        text.Append(CultureInfo.InvariantCulture, $"{counts.Failed:N0} failed\n");
        foreach (var (count, sample) in counts.Kinds) text.Append(CultureInfo.InvariantCulture, $"  {count:N0} × {sample.Kind}, such as {sample.ToText()}\n");
        return text.Append(Cure()).ToString();
    }

    /// <summary>Where nobody watches: only what a log should not miss.</summary>
    internal string ToLine() => request.Quiet
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $"actormap: {counts.Failed} of {counts.Done} {ProgressText.Plural(counts.Done, "item")} failed.\n");

    internal byte[] ToJson()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Json.Writer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("items", counts.Done);
            writer.WriteNumber("succeeded", counts.Succeeded);
            writer.WriteNumber("failed", counts.Failed);
            writer.WriteNumber("seconds", Math.Round(counts.Elapsed.TotalSeconds, 3));
            writer.WriteNumber("itemsPerSecond", Math.Round(counts.Rate, 1));
            writer.WriteNumber("workers", counts.Workers);
            writer.WriteNumber("busy", Math.Round(counts.BusyShare, 3));
            writer.WriteString("heldBackBy", heldBack);
            writer.WriteNumber("exitCode", exitCode);
            writer.WriteStartArray("failures");
            foreach (var (count, sample) in counts.Kinds)
            {
                writer.WriteStartObject();
                writer.WriteString("type", sample.Kind);
                writer.WriteNumber("count", count);
                writer.WriteNumber("index", sample.Index);
                writer.WriteString("place", sample.Place);
                writer.WriteString("message", sample.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return [.. bytes.WrittenSpan, (byte)'\n'];
    }

    /// <summary>The words that map the failures again.</summary>
    internal string Cure()
    {
        if (request.Errors is not { } errors) return "keep failures with --errors FILE.jsonl, to map them again\n";
        var words = new StringBuilder($"actormap map {request.Function.Words}");
        foreach (var setting in request.Settings) words.Append(CultureInfo.InvariantCulture, $" --set {Quoting.Word($"{setting.Name}={setting.Text}")}");
        foreach (var file in request.Using) words.Append(CultureInfo.InvariantCulture, $" --using {Quoting.Word(file)}");
        return errors.EndsWith(".jsonl", StringComparison.Ordinal)
            ? $"map the failures again: {words} {Quoting.Word(errors)}\n"
            : $"map the failures again: mv {Quoting.Word(errors)} {Quoting.Word($"{errors}.jsonl")} && {words} {Quoting.Word($"{errors}.jsonl")}\n";
    }

    private string Seconds() => counts.Elapsed.TotalMinutes < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{counts.Elapsed.TotalSeconds:0.0} s")
        : counts.Elapsed.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
}
