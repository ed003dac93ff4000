using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Input that is compressed, in other encodings, or not in any.</summary>
public sealed class PackedInputSpecs
{
    private const string Numbers = "seq 1 50000 > in.txt; gzip -k in.txt; cat in.txt.gz in.txt.gz > two.gz; head -c 60000 in.txt.gz > cut.gz; (cat in.txt.gz; head -c 900 in.txt.gz) > second.gz; ";
    private const string Frames = "seq 1 50000 > in.txt; zstd -q in.txt; cat in.txt.zst in.txt.zst > two.zst; head -c 9000 in.txt.zst > cut.zst; ";

    [Fact]
    public async Task Gzip_is_known_by_its_first_bytes_and_members_are_one_after_the_other()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync(
            Numbers + "mv two.gz two; for f in in.txt.gz two; do \"$actormap\" map -e '(long x) => x' $f | cksum; done; cat in.txt | cksum; cat in.txt in.txt | cksum; \"$actormap\" map -e '(long x) => x' < two | cksum",
            scratch.Folder);

        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        var sums = result.Lines;
        Assert.Equal([sums[2], sums[3]], sums[..2]);
        Assert.Equal(sums[3], sums[4]);
    }

    [Fact]
    public async Task Zstd_is_known_by_its_first_bytes_and_frames_are_one_after_the_other()
    {
        if (!HasZstd()) return;
        using var scratch = new Scratch();
        var result = await Tool.BashAsync(
            Frames + "mv two.zst two; for f in in.txt.zst two; do \"$actormap\" map -e '(long x) => x' $f | cksum; done; cat in.txt | cksum; cat in.txt in.txt | cksum; \"$actormap\" map -e '(long x) => x' < two | cksum",
            scratch.Folder);

        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        var sums = result.Lines;
        Assert.Equal([sums[2], sums[3]], sums[..2]);
        Assert.Equal(sums[3], sums[4]);
    }

    [Fact]
    public async Task What_is_packed_has_the_format_of_its_inner_name()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync(
            "printf 'a,b\\n1,2\\n' | gzip > t.csv.gz; printf '{\"a\":3,\"b\":4}\\n' | gzip > j.jsonl.gz; \"$actormap\" map -e '(int a, int b) => a * b' t.csv.gz j.jsonl.gz", scratch.Folder);

        Assert.Equal((0, "2\n12\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_second_member_of_which_only_the_first_byte_is_there_is_cut_short()
    {
        var result = await Tool.BashAsync("(echo a | gzip; printf '\\x1f') | \"$actormap\" map -e 'x => x'");

        Assert.Equal((4, "a\n"), (result.ExitCode, result.Output));
        Assert.StartsWith("actormap: stdin is damaged or cut short, its gzip data can't be unpacked any further: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut.gz")]
    [InlineData("second.gz")]
    public async Task A_stream_that_is_cut_short_is_told_with_what_came_before_it(string name)
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync(Numbers + $"\"$actormap\" map -e '(long x) => x' -i lines --on-bad-input skip {name} > out.txt", scratch.Folder);

        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"actormap: {name} is damaged or cut short, its gzip data can't be unpacked any further: ", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("1\n2\n3\n", scratch.Read("out.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_follows_the_packed_data_and_is_none_is_told()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync("printf 'a\\nb\\n' | gzip > z.gz; (cat z.gz; echo trailing) | \"$actormap\" map -e 'x => x'; code=$?; (cat z.gz; head -c 512 /dev/zero) | \"$actormap\" map -e 'x => x' | wc -l; exit $code", scratch.Folder);

        Assert.Equal((4, "a\nb\n2\n"), (result.ExitCode, result.Output));
        Assert.Equal("actormap: stdin is damaged, or has something else behind its gzip data: it goes on with bytes that are none. To map what is before them: gzip -dc FILE | actormap map …\n", result.Error);
    }

    [Fact]
    public async Task A_damaged_stream_is_told_on_standard_input_too()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync(
            Numbers + "printf 'XXXX' | dd of=in.txt.gz bs=1 seek=90000 conv=notrunc 2> /dev/null; \"$actormap\" map -e 'x => x' --on-bad-input skip < in.txt.gz > /dev/null", scratch.Folder);

        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith("actormap: stdin is damaged or cut short, its gzip data can't be unpacked any further: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_zstd_stream_is_told()
    {
        if (!HasZstd()) return;
        using var scratch = new Scratch();
        var result = await Tool.BashAsync(Frames + "\"$actormap\" map -e 'x => x.Length' cut.zst > /dev/null", scratch.Folder);

        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith("actormap: cut.zst is damaged or cut short, its zstd data can't be unpacked any further: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_gzip_stream_is_no_input()
    {
        var result = await Tool.BashAsync("printf '' | gzip | \"$actormap\" map -e 'x => x'");

        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task UTF16_with_its_mark_is_read_as_text()
    {
        using var scratch = new Scratch();
        var file = scratch.File("in.csv", [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("a,b\r\né,1\r\n")]);
        var result = await Tool.MapAsync("-e", "(string a, int b) => a + b", file);

        Assert.Equal((0, "é1\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData("lines", "in.txt", "x => x", "a\\xff\\xfeb\\n\\xe2\\x82\\nok\\n")]
    [InlineData("bytes", "in.txt", "(byte[] x) => x", "a\\xff\\xfeb\\n\\xe2\\x82\\nok\\n")]
    [InlineData("tables", "in.csv", "(string a) => a", "a\\n\\xff\\xfeb\\n\\xe2\\x82\\nok\\n")]
    public async Task Bytes_that_are_no_UTF8_are_kept(string what, string name, string lambda, string bytes)
    {
        using var scratch = new Scratch();
        scratch.File("function", lambda);
        var result = await Tool.BashAsync(
            $"printf '{bytes}' > {name}; \"$actormap\" map -e \"$(cat function)\" {name} > out; if [ {name} = in.csv ]; then sed -i 1d in.csv; fi; cmp out {name}", scratch.Folder);

        Assert.True(result is { ExitCode: 0, Output: "", Error: "" }, what + result.Output + result.Error);
    }

    [Theory]
    [InlineData("a\\xff", "'a\uFFFD'")]
    [InlineData("a\\0b", "'a\uFFFDb'")]
    public async Task A_path_that_no_file_can_have_is_bad_input_and_not_another_path(string path, string shown)
    {
        var result = await Tool.BashAsync($"printf '{path}\\n' | \"$actormap\" map -e '(FileInfo x) => x.Name'");

        Assert.Equal((4, "", $"actormap: stdin:1: {shown} is not a FileInfo\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_name_that_is_half_a_pair_is_passed_over_where_nobody_asks_for_it()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync("printf '{\"\\\\ud800\":1,\"a\":2}\\n' > in.jsonl; \"$actormap\" map in.jsonl -e '(int a) => a'; \"$actormap\" map in.jsonl -e '(int b) => b'", scratch.Folder);

        Assert.Equal((4, "2\n", "actormap: in.jsonl:1: has no property b; it has \\ud800, a\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_named_in_JSON()
    {
        foreach (var lambda in (string[])["(JsonElement x) => 1", "(string a) => a", "(string a, int? b) => a"])
        {
            var result = await Tool.BashAsync($"printf '{{\"a\":\"x\"}}\\n{{\"a\":\"\\xff\"}}\\n' | \"$actormap\" map -e '{lambda}' -i jsonl > /dev/null");

            Assert.Equal((4, "actormap: stdin:2: is not UTF-8: byte 7 is 0xFF\n"), (result.ExitCode, result.Error));
        }
    }

    [Fact]
    public async Task A_line_of_100_MB_is_a_record()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync(
            "(echo a; head -c 100000000 /dev/zero | tr '\\0' x; echo; echo b) | tee in.txt | \"$actormap\" map -e 'x => x' -j 2 > out.txt && cmp in.txt out.txt && wc -c < out.txt", scratch.Folder);

        Assert.Equal((0, "100000005\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    private static bool HasZstd() => File.Exists("/usr/bin/zstd") || File.Exists("/usr/local/bin/zstd");
}
