using ActorMap.Node.Arguments;
using Spectre.Console;

namespace ActorMap.Node.Watch;

/// <summary>A console on stderr. Spectre takes a redirected stdout for the whole terminal, so it must be told that this one is there.</summary>
internal static class Terminal
{
    internal static IAnsiConsole Create(ColorChoice color)
    {
        var isPlain = color == ColorChoice.Never || (color == ColorChoice.Auto && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Interactive = InteractionSupport.Yes,
            Ansi = AnsiSupport.Yes,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
        });
    }
}
