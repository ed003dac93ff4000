using System.Text.RegularExpressions;
using ActorMap.Node.Watch;
using Xunit;

namespace ActorMap.Node.Tests.Units;

public sealed partial class ProgressSpecs
{
    private static readonly RunCounts Half = new(1_234_567, 89, 2_469_134, 0.5, TimeSpan.FromSeconds(100), 16, []);

    [Fact]
    public void The_line_never_fills_the_width_and_says_what_matters_most()
    {
        for (var columns = 1; columns <= 200; columns++)
        {
            var line = Color().Replace(ProgressBar.Line(Half, columns, colored: true), "");
            Assert.InRange(line.Length, 1, Math.Max(1, columns - 1));
            Assert.Equal(line.Length, ProgressBar.Line(Half, columns, colored: false).Length);
            if (columns >= 5) Assert.Contains("50 %", line, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(200, "━━━━━━━━━━────────── 1,234,567 items, 50 %, 12,346/s, 100 s left, 89 failed, 16 workers")]
    [InlineData(60, "1,234,567 items, 50 %, 12,346/s, 100 s left, 89 failed")]
    [InlineData(40, "1,234,567 items, 50 %, 100 s left")]
    [InlineData(20, "━━━━━━━─────── 50 %")]
    public void Words_are_left_out_as_room_gets_less(int columns, string line) => Assert.Equal(line, ProgressBar.Line(Half, columns, colored: false));

    [Fact]
    public void Without_a_known_end_there_is_no_bar() =>
        Assert.Equal("7 items, 7/s, 1 worker", ProgressBar.Line(new RunCounts(7, 0, null, null, TimeSpan.FromSeconds(1), 1, []), 80, colored: true));

    [GeneratedRegex("\e\\[[0-9]*m")]
    private static partial Regex Color();
}
