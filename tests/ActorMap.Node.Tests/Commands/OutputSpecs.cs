using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class OutputSpecs
{
    [Theory]
    [InlineData("x => x.Length", "lines", "1\n2\n")]
    [InlineData("x => new { x, n = x.Length }", "auto", "{\"x\":\"a\",\"n\":1}\n{\"x\":\"bé\",\"n\":2}\n")]
    [InlineData("x => x", "jsonl", "\"a\"\n\"bé\"\n")]
    [InlineData("x => new { x, n = x.Length }", "csv", "x,n\na,1\nbé,2\n")]
    [InlineData("x => (text: x + \",\", n: x.Length)", "csv", "text,n\n\"a,\",1\n\"bé,\",2\n")]
    [InlineData("x => (x, x.Length)", "auto", "[\"a\",1]\n[\"bé\",2]\n")]
    public async Task Results_are_written_as_asked(string lambda, string format, string expected)
    {
        var result = await Tool.MapInputAsync("a\nbé\n", "-e", lambda, "--out-format", format);

        Assert.Equal((0, expected, ""), (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData("x => x == \"a\" ? null : x", "lines", "\nb\n")]
    [InlineData("x => x == \"a\" ? null : x", "jsonl", "null\n\"b\"\n")]
    public async Task A_null_is_an_empty_line_or_a_JSON_null(string lambda, string format, string expected) =>
        Assert.Equal(expected, (await Tool.MapInputAsync("a\nb", "-e", lambda, "--out-format", format)).Output);

    [Fact]
    public async Task A_tagged_result_carries_its_index_and_its_input()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync("-e", "(int a, int b) => a + b", "--tag", scratch.File("in.csv", "a,b\n1,2\n3,4\n"));

        Assert.Equal("{\"index\":0,\"in\":{\"a\":1,\"b\":2},\"out\":3}\n{\"index\":1,\"in\":{\"a\":3,\"b\":4},\"out\":7}\n", result.Output);
    }

    [Fact]
    public async Task Unordered_results_are_all_there()
    {
        var result = await Tool.MapInputAsync(string.Concat(Enumerable.Range(0, 500).Select(i => $"{i}\n")), "-e", "(int x) => x", "-u", "-j", "3");

        Assert.Equal(Enumerable.Range(0, 500), result.Lines.Select(int.Parse).Order());
    }

    [Fact]
    public async Task Empty_input_is_no_output_and_no_error()
    {
        using var scratch = new Scratch();
        foreach (var name in (string[])["empty.txt", "empty.csv", "empty.jsonl"])
        {
            var result = await Tool.MapAsync("-e", "(int a) => a", scratch.File(name, ""));
            Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
        }
    }

    [Fact]
    public async Task An_output_that_is_an_input_is_refused()
    {
        using var scratch = new Scratch();
        var file = scratch.File("in.txt", "1\n");
        File.CreateSymbolicLink(scratch.Path("link.txt"), file);

        foreach (var output in (string[])["in.txt", "./in.txt", "link.txt"])
        {
            var result = await Tool.BashAsync($"\"$actormap\" map -e 'x => x' in.txt -o {output}", scratch.Folder);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("is also an input", result.Error, StringComparison.Ordinal);
        }

        var redirected = await Tool.BashAsync("\"$actormap\" map -e 'x => x' < in.txt -o in.txt", scratch.Folder);
        Assert.Equal(2, redirected.ExitCode);
        Assert.Equal("1\n", scratch.Read("in.txt"));
    }

    [Fact]
    public async Task A_full_disk_is_named_with_how_much_was_written()
    {
        var result = await Tool.MapInputAsync("1\n2\n", "-e", "x => x", "-o", "/dev/full");

        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.Contains("can't write /dev/full any further, 0 bytes are written: No space left on device", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_may_not_grow_is_named_with_how_much_was_written()
    {
        using var scratch = new Scratch();

        // The runtime itself needs a large file for its own code unless told not to.
        var result = await Tool.BashAsync("export DOTNET_EnableWriteXorExecute=0; ulimit -f 128; seq 1 100000 | \"$actormap\" map -e 'x => x' -o out.txt", scratch.Folder);

        Assert.Equal(4, result.ExitCode);
        Assert.Matches(@"can't write out\.txt any further, \d+ bytes are written: ", result.Error);
        Assert.True(new FileInfo(scratch.Path("out.txt")).Length > 0);
    }

    [Fact]
    public async Task Two_maps_share_one_file_without_writing_over_each_other()
    {
        using var scratch = new Scratch();
        await Tool.BashAsync("(echo a | \"$actormap\" map -e 'x => x'; echo b | \"$actormap\" map -e 'x => x') > both.txt", scratch.Folder);

        Assert.Equal("a\nb\n", scratch.Read("both.txt"));
    }

    [Fact]
    public async Task What_a_function_prints_does_not_get_among_the_results()
    {
        var result = await Tool.MapInputAsync("a\n", "-e", "x => { Console.WriteLine(\"noise\"); return x; }");

        Assert.Equal(("a\n", "noise\n"), (result.Output, result.Error));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_does_nothing()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync("-e", "(int a, int b) => a * k + b", "--set", "k=2", scratch.File("in.csv", "a,b\n1,2\n"), "-o", scratch.Path("out.txt"), "--dry-run");

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Contains("(int, int) (a, b) to int", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(scratch.Path("out.txt")));
    }

    [Theory]
    [InlineData("3 in this process", "-j", "3")]
    [InlineData("3 in processes of their own", "-j", "3", "--processes")]
    public async Task A_dry_run_says_where_the_workers_would_be(string place, params string[] options)
    {
        var result = await Tool.MapInputAsync("1\n", ["-e", "(int x) => x", "--dry-run", .. options]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"workers    {place}\n", result.Error, StringComparison.Ordinal);
    }
}
