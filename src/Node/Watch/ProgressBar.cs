using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorMap.Node.Watch;

/// <summary>
/// The progress line of a terminal, as Spectre.Console draws it: a bar where the end is known, then words. It never fills the last column, where some terminals wrap: first the bar is
/// left out, then the words that matter least. Where it stands, and when it goes, is <see cref="Shell.Screen"/>'s.
/// </summary>
internal static class ProgressBar
{
    private const int Longest = 20;
    private const int Shortest = 8;

    private static readonly Style Done = new(Color.Olive);
    private static readonly Style Left = new(Color.Grey);

    internal static string Line(RunCounts counts, int columns, bool colored)
    {
        var room = Math.Max(1, columns - 1);
        var words = Fitting(ProgressText.Parts(counts), room);
        var bar = Math.Min(Longest, room - words.Length - 1);
        return counts.Fraction is { } fraction && bar >= Shortest ? Drawn(Math.Clamp(fraction, 0, 1), bar, words, colored) : words;
    }

    private static string Drawn(double fraction, int bar, string words, bool colored)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colored ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colored ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new ProgressCanvas(text, bar + 1 + words.Length),
        });
        var task = new ProgressTask(0, "items", 1) { Value = fraction };
        console.Write(new ProgressBarColumn { Width = bar, CompletedStyle = Done, FinishedStyle = Done, RemainingStyle = Left }.Render(RenderOptions.Create(console, console.Profile.Capabilities), task, TimeSpan.Zero));
        console.Write(new Text($" {words}"));
        return text.ToString();
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
