using System.Globalization;
using System.Text;

namespace ActorMap.Node.Checking;

/// <summary>The report for people.</summary>
internal static class CheckText
{
    internal static string Text(CheckReport report)
    {
        var text = new StringBuilder();
        Line(text, "function", $"{report.Function}: {(report.IsLambda ? string.Empty : $"{report.Type}, ")}{report.Kind}");
        Line(text, "takes", report.Parameters is [] ? report.Takes : $"{report.Takes} {string.Join(", ", report.Parameters)}");
        Line(text, "gives", report.Gives);
        Line(text, "binds", report.Binding);
        State(text, report.State);
        if (report.Sample is { } sample) Sample(text, sample);
        return text.ToString();
    }

    private static void State(StringBuilder text, StateReport state)
    {
        var more = state is { Starts: true, Elsewhere: null } ? " It builds more in each worker (IWorkerStart), which is not copied." : string.Empty;
        Line(text, "state", (state switch
        {
            { Fault: { } fault } => $"can't be copied: {fault.Message}.",
            { Elsewhere: { } place } => place,
            { Fields: [] } => "none.",
            _ => string.Create(CultureInfo.InvariantCulture, $"each worker its own copy of {state.Bytes:N0} bytes, made in {Micro(state.CopyTime)}."),
        }) + more);
        var (names, types) = (state.Fields.Select(field => field.Name.Length).DefaultIfEmpty().Max(), state.Fields.Select(field => field.Type.Length).DefaultIfEmpty().Max());
        foreach (var field in state.Fields) Line(text, string.Empty, $"{field.Name.PadRight(names)}  {field.Type.PadRight(types)}  {Handling(field)}");
    }

    private static void Sample(StringBuilder text, SampleReport sample)
    {
        Line(text, "sample", $"{sample.Place}: {sample.Input}");
        var result = sample switch
        {
            { DoesNotBind: true } => $"does not bind: {sample.Error}",
            { Error: { } error } => $"failed: {error}",
            { Other: { } other } => $"gave {sample.Output}, and by another copy {other}: what it gives depends on more than the item",
            _ => $"gave {sample.Output}, and the same by another copy",
        };
        foreach (var line in result.Split('\n')) Line(text, string.Empty, line);
    }

    private static string Handling(StateField field) => field.Handling switch
    {
        StateHandling.Value => Bytes(field),
        StateHandling.Copied => $"{Bytes(field)}, copied",
        StateHandling.Shared => "shared: nothing can change it",
        StateHandling.Empty => "null",
        _ => "can't be copied",
    };

    private static string Bytes(StateField field) => string.Create(CultureInfo.InvariantCulture, $"{field.Bytes:N0} {(field.Bytes == 1 ? "byte" : "bytes")}");

    private static string Micro(TimeSpan time) => time < TimeSpan.FromMilliseconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0.#} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:N1} ms");

    private static void Line(StringBuilder text, string label, string what) => text.Append(label.PadRight(10)).Append(what).Append('\n');
}
