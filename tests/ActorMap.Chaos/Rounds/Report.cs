using Xunit.Abstractions;

namespace ActorMap.Chaos.Rounds;

/// <summary>Lines for whoever looks on: to the spec's output, and to the file of a long run.</summary>
internal sealed class Report(ITestOutputHelper output)
{
    private static readonly Lock Writing = new();

    public void Line(string text)
    {
        output.WriteLine(text);
        if (Plans.Settings.Report is not { } file) return;
        lock (Writing) File.AppendAllText(file, text + "\n");
    }
}
