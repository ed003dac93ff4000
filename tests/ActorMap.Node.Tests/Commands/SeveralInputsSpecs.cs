using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class SeveralInputsSpecs
{
    [Fact]
    public async Task Each_file_has_the_format_of_its_name()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync(
            "-e", "(int a, int b) => a * b", scratch.File("1.csv", "a,b\n1,2\n3,4"), scratch.File("2.tsv", "a\tb\n5\t6"), scratch.File("3.jsonl", "{\"b\":7,\"a\":8}"), scratch.File("4.csv", "a,b\n9,10\n"));

        Assert.Equal((0, "2\n12\n30\n56\n90\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Columns_of_typed_rows_may_be_in_any_order_those_of_texts_may_not()
    {
        using var scratch = new Scratch();
        var parquet = await ParquetFiles.TypedAsync(scratch, "1.parquet", 1, 1);
        var header = "g,i,l,u,d,f,s,b,m,t,w,day,raw";
        var csv = scratch.File("2.csv", $"{header}\n{new string(',', 12)}\n");
        var after = await Tool.MapAsync("-e", "(int? i) => i ?? -1", csv, parquet);
        var before = await Tool.MapAsync("-e", "(int? i) => i ?? -1", parquet, csv);

        Assert.Equal((0, "-1\n0\n", ""), (after.ExitCode, after.Output, after.Error));
        Assert.Equal((4, "0\n"), (before.ExitCode, before.Output));
        Assert.Contains($"{csv}:1: the columns are g, i,", before.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_last_line_without_an_end_is_not_joined_to_the_next_file()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync("-e", "x => x", scratch.File("1.txt", "a\nb"), scratch.File("2.txt", "\uFEFFc\r\nd"), scratch.File("3.txt", "e\n"));

        Assert.Equal("a\nb\nc\nd\ne\n", result.Output);
    }

    [Fact]
    public async Task Records_that_end_in_NUL_are_lines_of_text_or_JSON_and_no_table()
    {
        using var scratch = new Scratch();
        var json = await Tool.MapInputAsync("{\"a\":\n1}\0{\"a\":2}\0", "-e", "(int a) => a", "-i", "jsonl", "-0");
        var table = await Tool.MapAsync("-e", "(int a) => a", "-0", scratch.File("in.csv", "a\n1\n"));

        Assert.Equal((0, "1\n2\n", ""), (json.ExitCode, json.Output, json.Error));
        Assert.Equal((2, ""), (table.ExitCode, table.Output));
        Assert.Contains("-0 is about lines, JSON lines and paths", table.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_names_the_formats()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync("-e", "(int a) => a", scratch.File("1.csv", "a\n1\n"), scratch.File("2.jsonl", "{\"a\":1}\n"), "--dry-run");

        Assert.Contains("as csv, jsonl, columns a", result.Error, StringComparison.Ordinal);
    }
}
