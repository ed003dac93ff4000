using System.Globalization;

namespace ActorMap.Node.Watch;

/// <summary>Progress in words and in JSON.</summary>
internal static class ProgressText
{
    internal static string Plain(RunCounts counts) => $"actormap: {Short(counts)}\n";

    /// <summary><c>12,345 items, 35 %, 2,345/s, 10 s left, 2 failed, 2 workers</c></summary>
    internal static string Short(RunCounts counts) => string.Join(", ", Parts(counts).Select(part => part.Text));

    /// <summary>The parts, and how much each matters where there is no room for all.</summary>
    internal static List<(string Text, int Matters)> Parts(RunCounts counts)
    {
        List<(string Text, int Matters)> parts = [(string.Create(CultureInfo.InvariantCulture, $"{counts.Done:N0} {Plural(counts.Done, "item")}"), 5)];
        if (counts.Fraction is { } fraction) parts.Add((string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(fraction * 100):0} %"), 6));
        parts.Add((string.Create(CultureInfo.InvariantCulture, $"{counts.Rate:N0}/s"), 2));
        if (counts.Remaining is { } remaining && counts.Fraction < 1) parts.Add(($"{Span(remaining)} left", 4));
        if (counts.Failed > 0) parts.Add((string.Create(CultureInfo.InvariantCulture, $"{counts.Failed:N0} failed"), 3));
        parts.Add(($"{counts.Workers} {Plural(counts.Workers, "worker")}", 1));
        return parts;
    }

    internal static string Json(RunCounts counts)
    {
        var total = counts.Total is { } known ? $"{known}" : "null";
        var fraction = counts.Fraction is { } part ? part.ToString("0.####", CultureInfo.InvariantCulture) : "null";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"done\":{counts.Done},\"failed\":{counts.Failed},\"total\":{total},\"fraction\":{fraction},")
        + string.Create(
            CultureInfo.InvariantCulture,
            $"\"seconds\":{counts.Elapsed.TotalSeconds:0.###},\"itemsPerSecond\":{counts.Rate:0.#},\"workers\":{counts.Workers}}}\n");
    }

    internal static string Plural(long count, string noun) => count == 1 ? noun : $"{noun}s";

    private static string Span(TimeSpan span) => span.TotalMinutes < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s")
        : span.ToString(span.TotalHours < 1 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);
}
