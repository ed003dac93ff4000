using System.Text.RegularExpressions;
using ActorMap.Node.Arguments;
using ActorMap.Node.Watch;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Record = ActorMap.Node.Input.Record;

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
    [InlineData(200, "━━━━━━━━━━           1,234,567 items, 50 %, 12,346/s, 100 s left, 89 failed, 16 workers")]
    [InlineData(60, "1,234,567 items, 50 %, 12,346/s, 100 s left, 89 failed")]
    [InlineData(40, "1,234,567 items, 50 %, 100 s left")]
    [InlineData(20, "━━━━━━━        50 %")]
    public void Words_are_left_out_as_room_gets_less(int columns, string line) => Assert.Equal(line, ProgressBar.Line(Half, columns, colored: false));

    [Fact]
    public void In_color_what_is_left_of_the_bar_is_drawn_too() =>
        Assert.Equal("\e[33m━━━━━━━\e[0m\e[90m━━━━━━━\e[0m 50 %", ProgressBar.Line(Half, 20, colored: true));

    [Fact]
    public void Without_a_known_end_there_is_no_bar() =>
        Assert.Equal("7 items, 7/s, 1 worker", ProgressBar.Line(new RunCounts(7, 0, null, null, TimeSpan.FromSeconds(1), 1, []), 80, colored: true));

    [Theory]
    [InlineData("auto", true, true, "bar")]
    [InlineData("auto", true, false, "plain")]
    [InlineData("auto", false, true, "none")]
    [InlineData("bar", true, true, "bar")]
    [InlineData("bar", true, false, "plain")]
    [InlineData("bar", false, true, "plain")]
    [InlineData("plain", false, true, "plain")]
    [InlineData("plain", true, true, "plain")]
    [InlineData("json", false, true, "json")]
    [InlineData("none", true, true, "none")]
    public void With_no_terminal_there_is_none_but_what_was_asked_for(string asked, bool isTerminal, bool canErase, string shown)
    {
        var request = MapArguments.Parse(["-e", "x => x", "--progress", asked]);

        Assert.Equal(shown, ProgressViews.Style(request, isTerminal, canErase).ToString(), ignoreCase: true);
        Assert.Equal(ProgressStyle.None, ProgressViews.Style(request with { Quiet = true }, isTerminal, canErase));
    }

    [Fact]
    public async Task A_plain_line_comes_every_ten_seconds_and_at_the_end()
    {
        var time = new FakeTimeProvider();
        List<string> lines = [];
        var totals = new RunTotals(time, 2, 1000) { Input = null!, Feed = null! };
        var view = new ProgressLines(totals, ProgressText.Plain, ProgressViews.PlainEvery, lines.Add, time);

        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Empty(lines);
        totals.Count(new Record[100]);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(["actormap: 100 items, 10 %, 10/s, 90 s left, 2 workers\n"], lines);
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(3, lines.Count);
        totals.Count(new Record[900]);
        await view.DisposeAsync();

        Assert.Equal("actormap: 1,000 items, 100 %, 33/s, 2 workers\n", lines[3]);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(4, lines.Count);
    }

    [GeneratedRegex("\e\\[[0-9]*m")]
    private static partial Regex Color();
}
