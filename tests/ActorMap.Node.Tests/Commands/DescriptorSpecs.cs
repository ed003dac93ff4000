using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Standard streams that are closed, that are files, and files that have other names.</summary>
public sealed class DescriptorSpecs
{
    private const string Full = "actormap: can't write stdout: No space left on device\n";
    private const string Same = "-e '(int x) => x'";

    [Theory]
    [InlineData($"$actormap map {Same} <&-", 4, "", "actormap: can't read stdin: it is closed.\n")]
    [InlineData($"$actormap map {Same} /dev/stdin <&-", 4, "", "actormap: can't read /dev/stdin: it is closed.\n")]
    [InlineData($"$actormap map {Same} /dev/fd/7 7<&-", 4, "", "actormap: can't read /dev/fd/7: it is closed.\n")]
    [InlineData($"$actormap map {Same} /proc/self/fd/7 7<&-", 4, "", "actormap: can't read /proc/self/fd/7: it is closed.\n")]
    [InlineData($"$actormap map {Same} /dev/fd/7 7< <(seq 1 3)", 0, "1\n2\n3\n", "")]
    [InlineData($"seq 1 3 | $actormap map {Same} >&-", 4, "", "actormap: can't write stdout: it is closed.\n")]
    [InlineData($"seq 1 3 | $actormap map -v {Same} 2>&-", 0, "1\n2\n3\n", "")]
    [InlineData($"seq 1 3 | $actormap map {Same} -o out.txt >&- 2>&- && cat out.txt", 0, "1\n2\n3\n", "")]
    [InlineData("$actormap --help >&-", 4, "", "actormap: can't write stdout: it is closed.\n")]
    [InlineData("$actormap version > /dev/full", 4, "", Full)]
    [InlineData("$actormap map --help > /dev/full", 4, "", Full)]
    [InlineData("$actormap completion bash > /dev/full", 4, "", Full)]
    [InlineData($"$actormap check {Same} > /dev/full", 4, "", Full)]
    [InlineData($"seq 1 3 | $actormap bench --time 50ms {Same} > /dev/full", 4, "", Full)]
    [InlineData("$actormap new fn > /dev/full; code=$?; ls; exit $code", 4, "score.cs\n", $"{Full}wrote score.cs\nnext:\n  seq 1 10 | actormap map score.cs --set factor=3\n")]
    [InlineData("$actormap completion bash | head -1 > /dev/null; exit $((PIPESTATUS[0] % 141))", 0, "", "")]
    public async Task A_stream_that_is_closed_is_told_and_never_another_file(string script, int code, string output, string error)
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync(script, scratch.Folder);

        Assert.Equal((code, output, error), (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData("-o /dev/stdout")]
    [InlineData("-o -")]
    [InlineData("-o /proc/self/fd/1")]
    public async Task Stdout_by_a_name_goes_on_where_it_is(string output)
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"(echo before; seq 1 3 | $actormap map {Same} {output}; echo after) > all.txt; cat all.txt; ls", scratch.Folder);

        Assert.Equal((0, "before\n1\n2\n3\nafter\nall.txt\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Any_descriptor_that_is_given_may_be_written_to_and_no_other()
    {
        using var scratch = new Scratch();
        var given = await Tool.BashAsync($"seq 1 3 | $actormap map {Same} -o /dev/fd/5 --errors /dev/stderr 5> five.txt; cat five.txt", scratch.Folder);
        var other = await Tool.BashAsync($"seq 1 3 | $actormap map {Same} -o /dev/fd/9 9>&-", scratch.Folder);

        Assert.Equal((0, "1\n2\n3\n", ""), (given.ExitCode, given.Output, given.Error));
        Assert.Equal((4, "", "actormap: can't write /dev/fd/9: it is closed.\n"), (other.ExitCode, other.Output, other.Error));
    }

    [Theory]
    [InlineData("in.txt -o link.txt", "-o link.txt is also an input")]
    [InlineData("< in.txt --errors link.txt", "--errors link.txt is also stdin")]
    [InlineData("in.txt >> in.txt", "stdout goes to what is also an input")]
    [InlineData("< in.txt >> link.txt", "stdout goes to what is also stdin")]
    public async Task An_input_is_not_written_to_whatever_its_name(string words, string message)
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"seq 1 3 > in.txt; ln in.txt link.txt; $actormap map {Same} {words}; code=$?; cat in.txt; exit $code", scratch.Folder);

        Assert.Equal((2, "1\n2\n3\n"), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("''", "an input's name is empty")]
    [InlineData("-o ''", "-o: the file's name is empty")]
    [InlineData("--errors ''", "--errors: the file's name is empty")]
    [InlineData("--journal ''", "--journal: the file's name is empty")]
    [InlineData("--errors -", "--errors -: only -o - is a standard stream")]
    [InlineData("--joblog -", "--joblog -: only -o - is a standard stream")]
    [InlineData("--summary-json -", "--summary-json -: only -o - is a standard stream")]
    [InlineData("--journal -", "--journal -: only -o - is a standard stream")]
    public async Task A_name_that_can_t_be_a_file_s_is_wrong_usage(string words, string message)
    {
        var result = await Tool.BashAsync($"seq 1 3 | $actormap map {Same} {words}");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    // How many files the runtime itself needs to start is not ours to say, nor how many descriptors whoever runs this has passed on:
    // below that it aborts (134) before the tool has a word.
    [Fact]
    public async Task Too_few_files_are_the_system_s_limit_and_no_defect()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync(
            $$"""
            given=$(ls /proc/self/fd | wc -l)
            for more in 40 50 60 150; do
                if [ $more -gt 100 ]; then where=--processes; else where=; fi
                (ulimit -c 0 -n $((given + more)); $actormap map {{Same}} $where < /dev/null > out.txt 2> err.txt) 2> /dev/null
                code=$?
                told=$(grep -c "^actormap: the system lets this process open $((given + more)) files at once, which is too few\. Allow it more: ulimit -n 1024\.$" err.txt)
                echo "$code $told $(wc -c < out.txt)"
            done
            """,
            scratch.Folder);

        Assert.All(result.Lines, line => Assert.True(line is "71 1 0" || line.StartsWith("134 0", StringComparison.Ordinal), line));
        Assert.Contains("71 1 0", result.Lines.SkipLast(1));
        Assert.Equal("71 1 0", result.Lines[^1]);
    }

    [Fact]
    public async Task What_is_shown_of_the_input_moves_no_cursor()
    {
        var bad = await Tool.MapInputAsync("a\n\u001b[31m\u009bx\n", "-i", "csv", "-e", "(int a) => a");
        var failed = await Tool.MapInputAsync("\u001b]0;title\u0007\n", "-e", "x => x.Length > 0 ? throw new ArgumentException(x) : 1");

        Assert.Equal((4, "actormap: stdin:2: column a: '\uFFFD[31m\uFFFDx' is not an int\n"), (bad.ExitCode, bad.Error));
        Assert.Equal(6, failed.ExitCode);
        Assert.DoesNotContain(failed.Error, letter => char.IsControl(letter) && letter != '\n');
    }

    [Fact]
    public async Task Verbose_has_the_end_and_no_noise_of_the_actor_system()
    {
        var result = await Tool.MapInputAsync("1\n2\n3\n", "-v", "-e", "(int x) => x");

        Assert.Equal((0, "1\n2\n3\n"), (result.ExitCode, result.Output));
        Assert.StartsWith("3 items in ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("actormap:", result.Error, StringComparison.Ordinal);
    }
}
