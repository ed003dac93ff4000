using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>What <c>--errors</c> keeps of a record means the same to a function as the record did.</summary>
public sealed class RowFailureSpecs
{
    [Theory]
    [InlineData("id, value\n1,2\n", "", "(int id, int value)", "id + \" \" + value", "1 2")]
    [InlineData("1,2\n", "--no-header", "(int id, int value)", "id + \" \" + value", "1 2")]
    [InlineData("a,A\n1,2\n", "", "(int a)", "a", "1")]
    [InlineData("a,a\n1,2\n", "", "(int a)", "a", "1")]
    [InlineData("a,a\n1,2\n", "", "(JsonElement x)", "x.GetRawText()", "{\"a\":1}")]
    [InlineData("a,a\n1,2\n", "", "(Dictionary<string, int> x)", "x[\"a\"]", "1")]
    [InlineData("d\nabcd\n", "", "(byte[] d)", "d.Length", "4")]
    [InlineData("a,d\n1,\"x,y\"\n", "", "(string x)", "x", "1,\"x,y\"")]
    [InlineData("a,b\n007,1.50\n", "", "(string a, string b)", "a + b", "0071.50")]
    [InlineData("a,b\n\"1\n\",2\n", "", "(string a, int b)", "a.Length + b", "4")]
    [InlineData("a,b\n\"1 \",\n", "", "(JsonElement x)", "x.GetRawText()", "{\"a\":\"1 \",\"b\":\"\"}")]
    [InlineData("a\n1\n", "", "(JsonElement x)", "x.GetRawText()", "{\"a\":1}")]
    public async Task A_row_that_failed_is_the_same_row_when_it_is_mapped_again(string table, string options, string parameters, string result, string expected)
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.csv", table);
        string[] words = options.Length == 0 ? [] : [options];
        var first = await Tool.MapAsync(["-e", $"{parameters} => {result}", input, .. words]);
        await Tool.MapAsync(["-e", $"{parameters} => ({result}).ToString() == \"\" ? 1 : throw new Exception()", input, "--on-error", "skip", "--errors", scratch.Path("once.jsonl"), .. words]);
        await Tool.MapAsync("-e", $"{parameters} => ({result}).ToString() == \"\" ? 1 : throw new Exception()", scratch.Path("once.jsonl"), "--on-error", "skip", "--errors", scratch.Path("twice.jsonl"));
        var again = await Tool.MapAsync("-e", $"{parameters} => {result}", scratch.Path("once.jsonl"), scratch.Path("twice.jsonl"));

        Assert.Equal((0, expected + "\n", ""), (first.ExitCode, first.Output, first.Error));
        Assert.Equal((0, expected + "\n" + expected + "\n", ""), (again.ExitCode, again.Output, again.Error));
        Assert.Single(scratch.Read("once.jsonl"), '\n');
    }

    [Fact]
    public async Task JSON_of_several_lines_fails_in_one()
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.json", "{\n\"a\":\r1}\0");
        await Tool.MapAsync("-e", "(int a) => 1 / (a - 1)", input, "-i", "jsonl", "-0", "--on-error", "skip", "--errors", scratch.Path("bad.jsonl"));
        var again = await Tool.MapAsync("-e", "(int a) => a", scratch.Path("bad.jsonl"));

        Assert.StartsWith("{\"index\":0,\"input\":{\"a\":1},", scratch.Read("bad.jsonl"), StringComparison.Ordinal);
        Assert.Equal((0, "1\n", ""), (again.ExitCode, again.Output, again.Error));
    }

    [Fact]
    public async Task A_function_that_does_not_fit_the_columns_of_a_failed_row_is_told_what_they_are()
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.csv", "a,b\n1,0\n");
        await Tool.MapAsync("-e", "(int a, int b) => a / b", input, "--on-error", "skip", "--errors", scratch.Path("bad.jsonl"));
        var result = await Tool.MapAsync("-e", "(int a, int c) => a", scratch.Path("bad.jsonl"));

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("bad.jsonl:1: there is no column c; the input has a, b.", result.Error, StringComparison.Ordinal);
    }
}
