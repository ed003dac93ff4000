using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class BadInputSpecs
{
    [Theory]
    [InlineData("in.txt", "1\nx\n3\n", "(int a) => a", ":2: 'x' is not an int")]
    [InlineData("in.csv", "a\n1\nx\n", "(int a) => a", ":3: column a: 'x' is not an int")]
    [InlineData("in.csv", "a,b\n1,2\n1\n", "(int a, int b) => a", ":3: has 1 field, where the columns are 2: a, b")]
    [InlineData("in.csv", "a,b\n1,2\n\"1\n1\",\"2\"x\n", "(string a, string b) => a", ":3: 'x' follows a closing quote")]
    [InlineData("in.csv", "a,b\n1,2\n3,\"4\n", "(string a, string b) => a", ":3: a quoted field is not closed")]
    [InlineData("in.jsonl", "{\"a\":1}\n{\"a\":}\n", "(int a) => a", ":2: is not JSON: ")]
    [InlineData("in.jsonl", "{\"a\":1}\n\n{\"b\":1}\n", "(int a) => a", ":3: has no property a; it has b")]
    [InlineData("in.jsonl", "{\"a\":1}\n{\"a\":\"x\"}\n", "(int a, int? b) => a", ":2: property a: 'x' is not an int")]
    [InlineData("in.jsonl", "{\"a\":1}\n[1,\n", "x => x", ":2: ")]
    [InlineData("in.jsonl", "\"a\"\n\"b\" \"c\"\n", "(string x) => x", ":2: is not JSON: ")]
    [InlineData("in.jsonl", "\"1\"\n\"2\"]\n", "(int x) => x", ":2: is not JSON: ")]
    [InlineData("in.jsonl", "-5\n007\n", "(double x) => x", ":2: is not JSON: ")]
    [InlineData("in.jsonl", "1e1\nInfinity\n", "(double x) => x", ":2: is not JSON: ")]
    [InlineData("in.jsonl", "5\n+5\n", "(long x) => x", ":2: is not JSON: ")]
    [InlineData("in.jsonl", "true\n1 2\n", "(bool x) => x", ":2: is not JSON: ")]
    public async Task A_bad_record_names_file_and_line_after_what_was_good(string name, string text, string lambda, string message)
    {
        using var scratch = new Scratch();
        var file = scratch.File(name, text);
        var result = await Tool.MapAsync("-e", lambda, file);

        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith($"actormap: {file}{message}", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Lines);
    }

    [Fact]
    public async Task Bad_records_are_skipped_where_asked_and_kept_for_later()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync(
            "-e", "(int a) => a", scratch.File("in.csv", "a\n1\nx\n\"q\"q\n3\n"), "--on-bad-input", "skip", "--errors", scratch.Path("bad.jsonl"));

        Assert.Equal((1, "1\n3\n"), (result.ExitCode, result.Output));
        Assert.Equal(2, scratch.Read("bad.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.EndsWith("actormap: 2 of 4 items failed.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_skips_failures_alone_is_told_how_bad_records_are_skipped()
    {
        var result = await Tool.MapInputAsync("1\nx\n3\n", "-e", "(int a) => a", "--on-error", "skip");

        Assert.Equal((4, "1\n"), (result.ExitCode, result.Output));
        Assert.Contains("--on-bad-input skip", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emitted_bad_record_stands_at_its_place()
    {
        var result = await Tool.MapInputAsync("1\nx\n3\n", "-e", "(int a) => a", "--on-bad-input", "emit");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["1", "{\"index\":1,\"error\":{\"type\":\"bad input\",\"message\":\"'x' is not an int\"}}", "3"], result.Lines);
    }

    [Fact]
    public async Task Inputs_that_can_t_be_read_are_named_before_anything_runs()
    {
        using var scratch = new Scratch();
        var good = scratch.File("good.txt", "1\n");
        foreach (var (path, message) in ((string, string)[])[("/nowhere/in.txt", "there is no file /nowhere/in.txt"), (scratch.Folder, "is a directory")])
        {
            var result = await Tool.MapAsync("-e", "x => x", good, path);
            Assert.Equal((4, ""), (result.ExitCode, result.Output));
            Assert.Contains(message, result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Columns_that_differ_between_files_are_told()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync("-e", "(int a) => a", scratch.File("1.csv", "a\n1\n"), scratch.File("2.csv", "b\n2\n"));

        Assert.Equal((4, "1\n"), (result.ExitCode, result.Output));
        Assert.Contains("the columns are b; those of", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_empty_is_passed_over()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync("-e", "(int a) => a", scratch.File("1.csv", ""), scratch.File("2.csv", "a\n1\n"), scratch.File("3.csv", "a\n"));

        Assert.Equal((0, "1\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Without_a_header_columns_are_taken_by_position()
    {
        var result = await Tool.MapInputAsync("1\t2\n3\t4\n", "-e", "(int x, int y) => x - y", "-i", "tsv", "--no-header");

        Assert.Equal((0, "-1\n-1\n", ""), (result.ExitCode, result.Output, result.Error));
    }
}
