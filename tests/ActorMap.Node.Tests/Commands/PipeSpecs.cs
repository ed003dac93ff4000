using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class PipeSpecs
{
    [Fact]
    public async Task A_reader_that_leaves_ends_the_map_at_once_and_without_a_word()
    {
        var result = await Tool.BashAsync("seq 1 100000000 2> /dev/null | \"$actormap\" map -e '(long x) => x * x' | head -3; echo ${PIPESTATUS[1]}");

        Assert.Equal(("1\n4\n9\n141\n", ""), (result.Output, result.Error));
    }

    [Fact]
    public async Task A_result_is_out_before_the_next_record_is_in()
    {
        await using var tool = RunningTool.Map("-e", "(int x) => x * 2");
        foreach (var value in (int[])[1, 2, 3])
        {
            await tool.WriteAsync($"{value}\n");
            Assert.Equal($"{value * 2}", await tool.ReadLineAsync());
        }
    }

    [Fact]
    public async Task Files_and_stdin_are_read_in_the_order_given()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync("2\n", "-e", "x => x", scratch.File("1.txt", "1"), "-", scratch.File("3.txt", "3\r\n"));

        Assert.Equal("1\n2\n3\n", result.Output);
    }

    [Fact]
    public async Task CRLF_a_mark_and_a_last_line_without_an_end_are_no_part_of_records()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync("-e", "x => x.Length", scratch.File("in.txt", "\uFEFFab\r\ncde\r\n\r\nf"));

        Assert.Equal("2\n3\n0\n1\n", result.Output);
    }

    [Fact]
    public async Task Records_may_end_in_NUL()
    {
        var result = await Tool.MapInputAsync("a\nb\0c\0", "-e", "x => x.Length", "-0");

        Assert.Equal("3\n1\n", result.Output);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1", false)]
    public async Task A_progress_line_is_shown_on_a_terminal_and_the_results_stay_clean(string environment, bool hasColor)
    {
        using var scratch = new Scratch();
        scratch.File("in.txt", "1\n1500\n");
        scratch.File("run.sh", $"{environment} \"$actormap\" map -e 'async (int x) => {{ await Task.Delay(x); return x; }}' --total 2 < in.txt > out.txt");
        await Tool.BashAsync("TERM=xterm script -qec 'bash run.sh' log.txt", scratch.Folder);

        Assert.Equal("1\n1500\n", scratch.Read("out.txt"));
        var shown = scratch.Read("log.txt");
        Assert.Contains("1 item, 50 %", shown, StringComparison.Ordinal);
        Assert.Matches(@"2 items in [\d.]+ s", shown);
        Assert.Equal(hasColor, shown.Contains("\e[33m", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Progress_off_a_terminal_is_lines_where_asked()
    {
        var json = await Tool.MapInputAsync("1\n2\n", "-e", "x => x", "--progress", "json", "--total", "2");
        var plain = await Tool.MapInputAsync("1\n2\n", "-e", "x => x", "--progress", "plain");

        Assert.Contains("{\"done\":2,\"failed\":0,\"total\":2,\"fraction\":1,", json.Error, StringComparison.Ordinal);
        Assert.Matches(@"^actormap: 2 items, [\d,]+/s, \d+ workers\n2 items in ", plain.Error);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("bar")]
    public async Task Off_a_terminal_a_map_that_lasts_says_where_it_is_and_writes_over_nothing(string style)
    {
        await using var tool = RunningTool.Map("-e", "x => x", "--progress", style, "-j", "1");
        await tool.WriteAsync("a\n");
        Assert.Equal("a", await tool.ReadLineAsync());

        Assert.Equal("actormap: 1 item, 0/s, 1 worker", await tool.ReadErrorLineAsync());
    }
}
