using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorMap.Node.Watch;

/// <summary>The progress line as Spectre draws it: a bar where the end is known, then words. Cut rather than wrapped, as it is one line.</summary>
internal static class ProgressBarLine
{
    private const int Width = 20;

    internal static IRenderable Draw(RunCounts counts)
    {
        var line = new Paragraph { Overflow = Overflow.Ellipsis };
        if (counts.Fraction is { } fraction)
        {
            var filled = (int)(fraction * Width);
            line.Append(new string('━', filled), new Style(Color.Yellow)).Append(new string('━', Width - filled), new Style(Color.Grey)).Append(" ");
        }

        return new OneLine(line.Append(ProgressText.Short(counts)));
    }

    /// <summary>Spectre cuts words, not paragraphs: what does not fit the first line is left out here.</summary>
    private sealed class OneLine(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth).TakeWhile(segment => !segment.IsLineBreak);
    }
}
