using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;
using ActorMap.Node.Shell;
using ActorMap.Node.Timing;

namespace ActorMap.Node.Watch;

/// <summary>The end of a map, told to a person or to a program.</summary>
internal sealed class RunSummary(MapRequest request, RunCounts counts, Measured measured, ItemTimes times, int exitCode)
{
    // What is less of the whole than this is not worth a person's eye.
    private const double Worth = 0.005;

    private readonly TimeShares _shares = TimeShares.Of(measured);

    private Verdict Verdict => new(measured, _shares);

    internal string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{counts.Done:N0} {ProgressText.Plural(counts.Done, "item")} in {Seconds()}, {counts.Rate:N0} a second");
        text.Append(CultureInfo.InvariantCulture, $"; {measured.Workers} {ProgressText.Plural(measured.Workers, "worker")}, busy {measured.BusyShare:P0}, held back by {Verdict.HeldBackBy}\n");
        var parts = _shares.All.Where(one => one.Share >= Worth).OrderByDescending(one => one.Share);
        text.Append("where the workers' time went: ").AppendJoin(", ", parts.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {one.Share:P0}"))).Append('\n');
        if (Verdict.Advice is { } advice) text.Append(CultureInfo.InvariantCulture, $"advice: {advice}\n");
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
            writer.WriteNumber("workers", measured.Workers);
            writer.WriteNumber("busy", Math.Round(measured.BusyShare, 3));
            WriteTimes(writer);
            writer.WriteNumber("exitCode", exitCode);
            WriteFailures(writer);
            writer.WriteEndObject();
        }

        return [.. bytes.WrittenSpan, (byte)'\n'];
    }

    /// <summary>The words that map the failures again.</summary>
    internal string Cure()
    {
        if (request.Errors is not { } errors) return "keep failures with --errors FILE.jsonl, to map them again\n";
        var words = new StringBuilder();
        foreach (var constants in request.ConstantWords) words.Append(CultureInfo.InvariantCulture, $" {constants}");
        foreach (var file in request.Using) words.Append(CultureInfo.InvariantCulture, $" --using {Quoting.Word(file)}");
        return errors.EndsWith(".jsonl", StringComparison.Ordinal)
            ? $"map the failures again: {request.Function.Line($"{words} {Quoting.Word(errors)}")}\n"
            : $"map the failures again: mv {Quoting.Word(errors)} {Quoting.Word($"{errors}.jsonl")} && {request.Function.Line($"{words} {Quoting.Word($"{errors}.jsonl")}")}\n";
    }

    private void WriteTimes(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("itemSeconds");
        foreach (var (name, seconds) in ((string, double)[])[("p50", times.Half), ("p90", times.Nine), ("p99", times.Most), ("max", times.Longest)]) writer.WriteNumber(name, Math.Round(seconds, 9));
        writer.WriteEndObject();

        writer.WriteStartObject("shares");
        foreach (var (name, share) in _shares.All) writer.WriteNumber(name == "hand-over" ? "handOver" : name, Math.Round(share, 4));
        writer.WriteEndObject();

        writer.WriteString("heldBackBy", Verdict.Cause == "hand-over" ? "handOver" : Verdict.Cause);
        if (measured.HeldMost is { } most)
        {
            writer.WriteStartObject("waitedForLongest");
            writer.WriteNumber("index", most.Index);
            writer.WriteNumber("seconds", Math.Round(most.Time.TotalSeconds, 3));
            writer.WriteEndObject();
        }

        writer.WriteString("advice", Verdict.Advice);
    }

    private void WriteFailures(Utf8JsonWriter writer)
    {
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
    }

    private string Seconds() => counts.Elapsed.TotalMinutes < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{counts.Elapsed.TotalSeconds:0.0} s")
        : counts.Elapsed.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
}
