using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class ParquetSpecs
{
    [Fact]
    public async Task Columns_are_bound_by_name_and_values_keep_their_types()
    {
        using var scratch = new Scratch();
        var file = await ParquetFiles.TypedAsync(scratch, "in.parquet", 3, 2);
        var result = await Tool.MapAsync(
            "-e", "(int i, long? l, ulong u, double? d, float f, string s, bool? b, decimal? m, DateTime t, DateTime w, DateOnly day, byte[] raw, Guid g) => "
                + "$\"{i}|{l}|{u}|{d}|{f}|{s}|{b}|{m}|{t:O}|{w:O}|{day:O}|{raw?.Length}|{g}\".Replace('\\n', '~')", file);

        const string Rest = "2024-02-29T01:02:03.0000040Z|2024-02-29T01:02:03.0000000|2024-02-29|", Guid = "00000000-0000-0000-0000-000000000007";
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
        [
            $"0|9223372036854775807|18446744073709551615|0.1|0.1|text \"0\"~é|True|1234567890123456789.5000|{Rest}2|{Guid}",
            $"1||18446744073709551615||0.1||||{Rest}|{Guid}",
            $"2|9223372036854775805|18446744073709551615|NaN|0.1|text \"2\"~é|True|1234567890123456789.5000|{Rest}2|{Guid}",
        ], result.Lines);
    }

    [Fact]
    public async Task One_parameter_takes_the_row_with_nulls_and_numbers_as_JSON_has_them()
    {
        using var scratch = new Scratch();
        var file = await ParquetFiles.TypedAsync(scratch, "in.parquet", 2, 100);
        var result = await Tool.MapAsync("-e", "row => row", "--out-format", "jsonl", file);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            "{\"i\":1,\"l\":null,\"u\":18446744073709551615,\"d\":null,\"f\":0.1,\"s\":null,\"b\":null,\"m\":null,\"t\":\"2024-02-29T01:02:03.000004Z\","
                + "\"w\":\"2024-02-29T01:02:03\",\"day\":\"2024-02-29\",\"raw\":null,\"g\":\"00000000-0000-0000-0000-000000000007\"}", result.Lines[1]);
    }

    [Fact]
    public async Task Lists_maps_and_structures_are_JSON()
    {
        using var scratch = new Scratch();
        var file = await ParquetFiles.NestedAsync(scratch, "in.parquet");
        var whole = await Tool.MapAsync("-e", "row => row", file);
        var part = await Tool.MapAsync("-e", "(int Id, string[] Tags) => Id + (Tags?.Length ?? -1)", file);

        Assert.Equal((0, ""), (whole.ExitCode, whole.Error));
        Assert.Equal("{\"Id\":1,\"Tags\":[\"a\",\"b\"],\"Sums\":{\"x\":1.5},\"To\":{\"City\":\"Oslo\",\"When\":\"2024-01-02T00:00:00Z\"}}", whole.Lines[0]);
        Assert.Equal("{\"Id\":2,\"Tags\":[],\"Sums\":{},\"To\":{\"City\":null,\"When\":\"0001-01-01T00:00:00Z\"}}", whole.Lines[1]);
        Assert.Equal("{\"Id\":3,\"Tags\":null,\"Sums\":null,\"To\":null}", whole.Lines[2]);
        Assert.Equal((0, "3\n2\n2\n", ""), (part.ExitCode, part.Output, part.Error));
    }

    [Fact]
    public async Task Lists_and_maps_may_hold_lists_and_maps()
    {
        using var scratch = new Scratch();
        var file = await ParquetFiles.DeepAsync(scratch, "in.parquet");
        var whole = await Tool.MapAsync("-e", "row => row", file);
        var part = await Tool.MapAsync("-e", "(int Id, int[][] Lists) => Id * (Lists?.Length ?? -1)", file);

        Assert.Equal((0, ""), (whole.ExitCode, whole.Error));
        Assert.Equal(
        [
            "{\"Id\":1,\"Lists\":[[1,2],[],null,[3]],\"Maps\":[{\"a\":1,\"b\":2},{},null,{\"c\":3}],\"Sums\":{\"k\":[[1,2],null,[3]],\"e\":[],\"n\":null},\"Three\":[[[1],[2,3]],[],null,[[],null,[4]]]}",
            "{\"Id\":2,\"Lists\":[[4]],\"Maps\":[{\"d\":4}],\"Sums\":{\"l\":[[4]]},\"Three\":[[[5]]]}",
            "{\"Id\":3,\"Lists\":null,\"Maps\":null,\"Sums\":null,\"Three\":null}",
            "{\"Id\":4,\"Lists\":[],\"Maps\":[],\"Sums\":{},\"Three\":[]}",
            "{\"Id\":5,\"Lists\":[[5,6]],\"Maps\":[{\"e\":5}],\"Sums\":{\"m\":[[5],[6]]},\"Three\":[[[6]],[[7]]]}",
        ], whole.Lines);
        Assert.Equal((0, "4\n2\n-3\n0\n5\n", ""), (part.ExitCode, part.Output, part.Error));
    }

    [Fact]
    public async Task Lists_of_an_older_form_have_their_own_name()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync("-e", "row => row", ParquetFiles.OlderLists(scratch, "in.parquet"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["{\"i\":1,\"V\":[1,2]}", "{\"i\":2,\"V\":[]}", "{\"i\":3,\"V\":null}", "{\"i\":4,\"V\":[3]}"], result.Lines);
    }

    [Fact]
    public async Task Row_groups_follow_each_other_and_files_too()
    {
        using var scratch = new Scratch();
        var first = await ParquetFiles.TypedAsync(scratch, "1.parquet", 2500, 1000);
        var second = await ParquetFiles.TypedAsync(scratch, "2.pq", 3, 2);
        var result = await Tool.MapAsync("-e", "(int i) => i", first, second);

        Assert.Equal([.. Enumerable.Range(0, 2500), 0, 1, 2], result.Lines.Select(int.Parse));
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_told_with_those_that_are()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync("-e", "(int i, int nope) => i", await ParquetFiles.TypedAsync(scratch, "in.parquet", 1, 1));

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("there is no column nope; the input has i, l, u, d,", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_record_names_file_and_row_and_is_kept_as_an_object()
    {
        using var scratch = new Scratch();
        var file = await ParquetFiles.TypedAsync(scratch, "in.parquet", 3, 2);
        var result = await Tool.MapAsync("-e", "(int i, long l) => i", file, "--on-bad-input", "skip", "--errors", scratch.Path("bad.jsonl"));

        Assert.Equal((1, "0\n2\n"), (result.ExitCode, result.Output));
        Assert.StartsWith("{\"index\":1,\"input\":{\"i\":1,\"l\":null},\"type\":\"bad input\",\"message\":\"property l: null is not long\"", scratch.Read("bad.jsonl"), StringComparison.Ordinal);
        Assert.Contains($"\"place\":\"{file}:2\"", scratch.Read("bad.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_Parquet_is_told()
    {
        using var scratch = new Scratch();
        var whole = await File.ReadAllBytesAsync(await ParquetFiles.TypedAsync(scratch, "in.parquet", 100, 10));
        foreach (var bytes in (byte[][])["not parquet at all, but long enough"u8.ToArray(), whole[..(whole.Length / 2)], [.. whole[..200], .. new byte[300], .. whole[500..]]])
        {
            var result = await Tool.MapAsync("-e", "row => 1", scratch.File("bad.parquet", bytes), "-o", "/dev/null");
            Assert.Equal(4, result.ExitCode);
            Assert.StartsWith($"actormap: {scratch.Path("bad.parquet")} can't be read as Parquet: ", result.Error, StringComparison.Ordinal);
        }

        var piped = await Tool.MapInputAsync("PAR1", "-e", "row => 1", "-i", "parquet");
        Assert.Equal(4, piped.ExitCode);
        Assert.Contains("stdin can't be read as Parquet, which is read from its end", piped.Error, StringComparison.Ordinal);
    }
}
