using System.Text;
using Spectre.Console;

namespace ActorMap.Node.Watch;

/// <summary>What Spectre.Console draws on: a text. Its own output looks at <c>Console.Out</c>, whose first use writes to the terminal.</summary>
internal sealed class ProgressCanvas(TextWriter text, int columns) : IAnsiConsoleOutput
{
    public TextWriter Writer => text;

    public bool IsTerminal => false;

    public int Width => columns;

    public int Height => 1;

    public void SetEncoding(Encoding encoding)
    {
        // The tool writes UTF-8.
    }
}
