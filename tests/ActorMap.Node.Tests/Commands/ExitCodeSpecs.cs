using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Each exit code of docs/cli.md, provoked: what a script is told by code, stdout and stderr.</summary>
public sealed class ExitCodeSpecs
{
    private const string Divide = "(int x) => 10 / (x - 2)";

    public static TheoryData<int, string, string, string> Codes => new()
    {
        { 0, "seq 1 3 | \"$actormap\" map -e '(int x) => x * x'", "1\n4\n9\n", "^$" },
        { 0, "\"$actormap\" map -e 'x => x' < /dev/null", "", "^$" },
        { 0, "seq 1 100 | \"$actormap\" map -e '(int x) => x' --halt now,success=2", "1\n2\n", "^actormap: stopped by --halt now,success=2, as asked, after 2 items\\.\n$" },
        { 1, "seq 1 3 | \"$actormap\" map -e '" + Divide + "' --on-error skip", "-10\n10\n", "(?s)^actormap: item 1 .*DivideByZero.*actormap: 1 of 3 items failed\\.\n$" },
        { 1, "seq 1 3 | \"$actormap\" map -e '" + Divide + "' --on-error emit -q", "-10\n{\"index\":1,\"error\":{\"type\":\"System.DivideByZeroException\",\"message\":\"Attempted to divide by zero.\"}}\n10\n", "^$" },
        { 2, "\"$actormap\" map -e 'x => x' --nope", "", "^actormap: there is no option '--nope'.*map --help" },
        { 2, "\"$actormap\"", "", "^usage: actormap map FN" },
        { 2, "\"$actormap\" map -e 'x => x' --halt now,done=5%", "", "^actormap: --halt now,done=5%: .*--total N" },
        { 3, "echo 1 | \"$actormap\" map -e 'x => y'", "", "(?s)^actormap: -e does not compile\\..*error CS0103" },
        { 3, "echo 1 | \"$actormap\" map ActorMap.Node.Tests.dll#ActorMap.Node.Tests.Support.Nobody", "", "^actormap: .*Nobody" },
        { 3, "echo a | \"$actormap\" map ActorMap.Node.Tests.dll#ActorMap.Node.Tests.Support.Holds", "", "^actormap: .*StreamReader" },
        { 4, "\"$actormap\" map -e 'x => x' /nowhere/in.txt", "", "^actormap: there is no file /nowhere/in\\.txt\\.\n$" },
        { 4, "printf '1\\nx\\n' | \"$actormap\" map -e '(int x) => x'", "1\n", "^actormap: stdin:2: 'x' is not an int\n$" },
        { 4, "echo 1 | \"$actormap\" map -e 'x => x' -o /nowhere/out.txt", "", "^actormap: can't write /nowhere/out\\.txt: " },
        { 4, "echo 1 | \"$actormap\" map -e 'x => x' > /dev/full", "", "^actormap: can't write stdout any further, 0 bytes are written: No space left on device\n$" },
        { 4, "echo 1 | \"$actormap\" map -e 'x => x' --joblog /nowhere/log", "", "^actormap: can't write /nowhere/log: " },
        { 4, "cd \"$(mktemp -d)\"; rmdir \"$PWD\"; echo 1 | \"$actormap\" map -e 'x => x' -o out.txt", "", "^actormap: the working directory is gone, .*\n$" },
        { 4, "cd \"$(mktemp -d)\"; rmdir \"$PWD\"; \"$actormap\" new fn", "", "^actormap: can't write score\\.cs: the working directory is gone, .*\n$" },
        { 4, "TMPDIR=/nowhere \"$actormap\" check -e 'x => x' --sample 1", "", "^actormap: --sample: can't write in the temporary folder /nowhere/: .* Set TMPDIR to a directory that can be written\\.\n$" },
        { 5, "echo 1 | \"$actormap\" map @f --cluster 127.0.0.1:1 --wait-timeout 1s", "", "(?s)^actormap: .*127\\.0\\.0\\.1:1" },
        { 6, "seq 1 3 | \"$actormap\" map -e '" + Divide + "'", "-10\n", "^actormap: item 1 \\(stdin:2\\) failed after 1 attempt, .*DivideByZeroException" },
        { 6, "seq 1 100 | \"$actormap\" map -j 1 -e '" + EndsWith(0) + "' -o /dev/null", "", EndTold("map") },
        { 6, "seq 1 100 | \"$actormap\" map -j 1 -e '" + EndsWith(7) + "' -o /dev/null", "", EndTold("map") },
        { 6, "\"$actormap\" check --sample 50 -e '" + EndsWith(0) + "'", "", EndTold("check") },
        { 6, "seq 1 100 | \"$actormap\" bench -j 1 -e '" + EndsWith(0) + "'", "", EndTold("bench") },
        { 6, "printf '1\\n2\\n2\\n4\\n' | \"$actormap\" map -e '" + Divide + "' --halt now,fail=2", "-10\n", "(?s)actormap: stopped by --halt now,fail=2: 2 of 3 items have failed\\.\n$" },
        { 6, "printf '2\\n2\\n4\\n' | \"$actormap\" map -e '" + Divide + "' --halt soon,fail=2 -q", "5\n", "^actormap: stopped by --halt soon,fail=2: 2 of 2 items have failed\\.\n$" },
        { 6, "(for i in $(seq 150); do echo 2; done) | \"$actormap\" map -e '" + Divide + "' --halt now,fail=99% -q", "", "^actormap: stopped by --halt now,fail=99%: 100 of 100 items have failed\\.\n$" },
    };

    private static string EndsWith(int code) => $"(int x) => {{ if (x == 50) Environment.Exit({code}); return x; }}";

    private static string EndTold(string work) => $"^actormap: the function has ended this process \\(Environment\\.Exit\\) before the {work} was over.* With actormap map --processes such an item .*\n$";

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_code_comes_with_what_it_promises(int code, string script, string output, string error)
    {
        var result = await Tool.BashAsync($"{script}; exit ${{PIPESTATUS[-1]}}");

        Assert.Equal((code, output), (result.ExitCode, result.Output));
        Assert.Matches(error, result.Error);
    }

    [Fact]
    public async Task An_installation_that_lacks_a_file_is_a_defect_of_ours_and_says_so()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"cp -a \"$(dirname \"$actormap\")\" tool; rm tool/Microsoft.CodeAnalysis.dll; echo 1 | XDG_CACHE_HOME=$PWD/cache tool/$(basename \"$actormap\") map -e 'x => x'", scratch.Folder);

        Assert.Equal((70, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("actormap: a defect of ours, please report it: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("Microsoft.CodeAnalysis", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_what_was_read_and_writes_it(string signal, int code)
    {
        await using var tool = RunningTool.Map("-e", "(int x) => x");
        await tool.WriteAsync("1\n");
        Assert.Equal("1", await tool.ReadLineAsync());

        await tool.SignalAsync(signal);
        var end = await tool.EndAsync();

        Assert.Equal((code, ""), (end.ExitCode, end.Output));
        Assert.Matches(@"^actormap: stopping: .*\nactormap: what is done is written, .*--journal FILE.*\n$", end.Error);
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_the_map_without_a_word()
    {
        var result = await Tool.BashAsync("seq 1 10000000 2> /dev/null | \"$actormap\" map -e '(long x) => x * x' | head -3; exit ${PIPESTATUS[1]}");

        Assert.Equal((141, "1\n4\n9\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_map_that_is_stopped_says_the_command_that_goes_on_and_that_goes_on()
    {
        using var scratch = new Scratch();
        var input = scratch.File("it's in.txt", string.Concat(Enumerable.Range(1, 3000).Select(i => $"{i}\n")));
        await using var tool = RunningTool.Map("-e", "(int x) => { Thread.Sleep(2); return x * k; }", "--set", "k=2", input, "-o", scratch.Path("out.txt"), "--journal", scratch.Path("j"));
        while (!File.Exists(scratch.Path("out.txt")) || new FileInfo(scratch.Path("out.txt")).Length == 0) await Task.Yield();
        await tool.SignalAsync("INT");
        var end = await tool.EndAsync();

        Assert.Equal(130, end.ExitCode);
        var command = end.Error.Split("To go on: actormap ")[1].TrimEnd('\n');
        Assert.StartsWith("map --resume -e ", command, StringComparison.Ordinal);
        var resumed = await Tool.BashAsync($"\"$actormap\" {command}");
        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal(string.Concat(Enumerable.Range(1, 3000).Select(i => $"{2 * i}\n")), scratch.Read("out.txt"));
    }
}
