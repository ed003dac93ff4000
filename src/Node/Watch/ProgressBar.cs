using System.Globalization;

namespace ActorMap.Node.Watch;

/// <summary>
/// The progress line of a terminal: a bar where the end is known, then words. It never fills the last column, where some terminals wrap: first the bar is left out, then the
/// words that matter least.
/// </summary>
internal static class ProgressBar
{
    private const int Longest = 20;
    private const int Shortest = 8;
    private const string Done = "\e[33m";
    private const string Left = "\e[90m";
    private const string Plain = "\e[0m";

    internal static string Line(RunCounts counts, int columns, bool colored)
    {
        var room = Math.Max(1, columns - 1);
        var words = Fitting(ProgressText.Parts(counts), room);
        var bar = Math.Min(Longest, room - words.Length - 1);
        if (counts.Fraction is not { } fraction || bar < Shortest) return words;

        var filled = (int)(Math.Clamp(fraction, 0, 1) * bar);
        return colored
            ? string.Create(CultureInfo.InvariantCulture, $"{Done}{new string('━', filled)}{Left}{new string('━', bar - filled)}{Plain} {words}")
            : $"{new string('━', filled)}{new string('─', bar - filled)} {words}";
    }

    /// <summary>The parts, those that matter least left out until the rest fits.</summary>
    private static string Fitting(List<(string Text, int Matters)> parts, int room)
    {
        while (true)
        {
            var words = string.Join(", ", parts.Select(part => part.Text));
            if (words.Length <= room) return words;
            if (parts.Count == 1) return words[..room];
            parts.Remove(parts.MinBy(part => part.Matters));
        }
    }
}
