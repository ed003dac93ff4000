using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class OutputFormatSpecs
{
    [Theory]
    [InlineData("lines", "0.1\n1E+300\n-0\nNaN\n")]
    [InlineData("jsonl", "0.1\n1E+300\n-0\n\"NaN\"\n")]
    [InlineData("csv", "value\n0.1\n1E+300\n-0\nNaN\n")]
    public async Task Floats_are_the_shortest_text_that_reads_back_the_same(string format, string expected)
    {
        var result = await Tool.MapInputAsync("0.1\n1e300\n-0\nNaN\n", "-e", "(double x) => x", "--out-format", format);

        Assert.Equal((0, expected, ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_CSV_field_is_quoted_where_it_must_be_and_reads_back_the_same()
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.csv", "a,b\n\"x,\"\"y\"\"\",\"l1\nl2\"\n ,\n\"\",é\n");
        var result = await Tool.MapAsync("-e", "(string a, string b) => new { a, b }", input, "--out-format", "csv");
        var again = await Tool.MapAsync("-e", "(string a, string b) => new { a, b }", scratch.File("again.csv", result.Output), "--out-format", "csv");

        Assert.Equal((0, "a,b\n\"x,\"\"y\"\"\",\"l1\nl2\"\n ,\n,é\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(result.Output, again.Output);
    }

    [Fact]
    public async Task A_row_of_one_empty_field_is_no_blank_line_and_a_null_has_all_its_fields()
    {
        var single = await Tool.MapInputAsync("a\n\nb\n", "-e", "x => x", "--out-format", "csv");
        var several = await Tool.MapInputAsync("1\n2\n", "-e", "(int x) => x == 1 ? null : new { x, y = x }", "--out-format", "csv");

        Assert.Equal("value\na\n\"\"\nb\n", single.Output);
        Assert.Equal("x,y\n,\n2,2\n", several.Output);
    }

    [Fact]
    public async Task A_text_of_several_lines_is_written_as_it_is_and_on_one_line_in_JSON()
    {
        var plain = await Tool.MapInputAsync("a b\n", "-e", "x => x.Replace(' ', '\\n')");
        var json = await Tool.MapInputAsync("a b\n", "-e", "x => x.Replace(' ', '\\n')", "--out-format", "jsonl");

        Assert.Equal(("a\nb\n", "\"a\\nb\"\n"), (plain.Output, json.Output));
    }

    [Fact]
    public async Task A_moment_in_UTC_stays_in_UTC_wherever_it_is_run()
    {
        var result = await Tool.BashAsync("printf '2024-02-29T01:02:03.0000001Z\\n2024-02-29T01:02:03\\n' | TZ=Asia/Tokyo \"$actormap\" map -e '(DateTime t) => t'");

        Assert.Equal((0, "2024-02-29T01:02:03.0000001Z\n2024-02-29T01:02:03.0000000\n", ""), (result.ExitCode, result.Output, result.Error));
    }
}
