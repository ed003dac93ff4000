using ActorMap.Cluster.Processes;
using Xunit;

namespace ActorMap.Cluster.Tests.Processes;

public sealed class PumpingLines
{
    [Fact]
    public async Task Lines_come_one_by_one_and_the_last_needs_no_end() => Assert.Equal(["one", "", "two", "three"], await LinesAsync("one\n\ntwo\r\nthree"));

    [Fact]
    public async Task A_line_without_an_end_does_not_fill_the_memory()
    {
        var lines = await LinesAsync(new string('x', (2 * LinePump.LongestLine) + 5));
        Assert.Equal([LinePump.LongestLine, LinePump.LongestLine, 5], lines.Select(line => line.Length));
    }

    private static async Task<List<string>> LinesAsync(string text)
    {
        var lines = new List<string>();
        await LinePump.RunAsync(new StringReader(text), lines.Add);
        return lines;
    }
}
