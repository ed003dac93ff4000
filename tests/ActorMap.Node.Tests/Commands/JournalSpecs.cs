using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Killed at any moment, and gone on with.</summary>
public sealed class JournalSpecs : IDisposable
{
    private const int Many = 3000;

    // What runs writes its item to stderr, which is how specs know what ran.
    private const string Slow = "(int x) => { Console.Error.WriteLine($\"runs {x}\"); Thread.Sleep(1); return x * 2; }";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(30)]
    [InlineData(400)]
    public async Task After_kill_9_only_what_is_not_durable_is_run_and_the_output_is_the_same(int items)
    {
        var input = Numbers();
        var ran = await KillAsync(input, items);
        var cut = File.ReadAllBytes(_scratch.Path("out.txt"));

        var resumed = await Tool.MapAsync("-e", Slow, input, "-j", "2", "-o", _scratch.Path("out.txt"), "--journal", _scratch.Path("j"), "--resume");

        Assert.Equal(0, resumed.ExitCode);
        var expected = string.Concat(Enumerable.Range(0, Many).Select(i => $"{2 * i}\n"));
        Assert.Equal(expected, _scratch.Read("out.txt"));
        Assert.True(expected.AsSpan().StartsWith(System.Text.Encoding.UTF8.GetString(cut)), "What was written is durable.");
        var again = Ran(resumed.Error);
        Assert.Equal(Many, ran.Union(again).Count());
        Assert.DoesNotContain(again, item => item < cut.Count(one => one == '\n'));
        Assert.Contains("outcomes are in", resumed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_map_runs_nothing_again_and_writes_all()
    {
        var input = _scratch.File("in.txt", "a\nbb\nccc\n");
        var first = await Tool.MapAsync("-e", Logged, input, "--journal", _scratch.Path("j"), "--resume");
        var second = await Tool.MapAsync("-e", Logged, input, "--journal", _scratch.Path("j"), "--resume");
        Assert.Equal((0, "1\n2\n3\n"), (first.ExitCode, first.Output));
        Assert.Equal((0, "1\n2\n3\n"), (second.ExitCode, second.Output));
        Assert.Contains("runs", first.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("runs", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_is_there_is_not_used_by_accident()
    {
        var input = _scratch.File("in.txt", "a\n");
        await Tool.MapAsync("-e", Logged, input, "--journal", _scratch.Path("j"));
        var again = await Tool.MapAsync("-e", Logged, input, "--journal", _scratch.Path("j"));
        Assert.Equal((2, string.Empty), (again.ExitCode, again.Output));
        Assert.Contains("--resume", again.Error, StringComparison.Ordinal);
        Assert.Contains("--journal FILE", (await Tool.MapAsync("-e", Logged, input, "--resume")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("function", "-e", "x => x.Length + k - 1", "--set", "k=1")]
    [InlineData("constants", "-e", "x => x.Length * k", "--set", "k=2")]
    [InlineData("seed", "-e", "x => x.Length * k", "--set", "k=1", "--seed", "3")]
    [InlineData("form of the output", "-e", "x => x.Length * k", "--set", "k=1", "--tag")]
    public async Task Another_map_is_refused_with_the_reason_and_the_output_is_left_alone(string reason, params string[] other)
    {
        var input = _scratch.File("in.txt", "a\nbb\n");
        await Tool.MapAsync("-e", "x => x.Length * k", "--set", "k=1", input, "--journal", _scratch.Path("j"), "-o", _scratch.Path("out.txt"));
        var refused = await Tool.MapAsync([.. other, input, "--journal", _scratch.Path("j"), "--resume", "-o", _scratch.Path("out.txt")]);
        Assert.Equal(4, refused.ExitCode);
        Assert.Contains(reason, refused.Error, StringComparison.Ordinal);
        Assert.Equal("1\n2\n", _scratch.Read("out.txt"));
    }

    [Theory]
    [InlineData("-- python3 wk.py")]
    [InlineData("-- ./wk.py")]
    [InlineData("--exec-each './wk.py {} 2>> log.txt'")]
    public async Task Another_program_of_the_same_name_is_refused_and_the_output_is_left_alone(string function)
    {
        _scratch.File("in.jsonl", "1\n2\n");
        _scratch.File("wk.py", "#!/usr/bin/env python3\nimport sys\nfor line in sys.argv[1:] or sys.stdin: print(int(line) * 10, flush=True)\n");
        var map = $"map() {{ $actormap map in.jsonl -o out.txt --journal j --resume {function}; }}";
        var result = await Tool.BashAsync($"{map}; chmod +x wk.py; echo > log.txt; map && echo more >> log.txt && map 2> /dev/null && sed -i s/10/1000/ wk.py && map", _scratch.Folder);

        Assert.Equal(4, result.ExitCode);
        Assert.Matches(@"the code of the function was .*wk\.py [0-9a-f]{16}.*, and is .*wk\.py [0-9a-f]{16}", result.Error);
        Assert.Equal("10\n20\n", _scratch.Read("out.txt"));
    }

    [Fact]
    public async Task Another_input_is_refused_by_its_index()
    {
        await Tool.MapAsync("-e", Logged, _scratch.File("in.txt", "a\nbb\nccc\n"), "--journal", _scratch.Path("j"));
        var changed = await Tool.MapAsync("-e", Logged, _scratch.File("in.txt", "a\nbx\nccc\n"), "--journal", _scratch.Path("j"), "--resume");
        var shorter = await Tool.MapAsync("-e", Logged, _scratch.File("in.txt", "a\n"), "--journal", _scratch.Path("j"), "--resume");
        Assert.Equal((4, 4), (changed.ExitCode, shorter.ExitCode));
        Assert.Contains("item 1 ", changed.Error, StringComparison.Ordinal);
        Assert.Contains("outcomes of 3 items, and the input has 1", shorter.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_items_alone_are_run_again_where_that_is_asked_for()
    {
        var input = _scratch.File("in.txt", "1\n0\n5\n");
        var mended = _scratch.Path("mended");
        string[] words = ["-e", "(int x) => { Console.Error.WriteLine($\"runs {x}\"); return x == 0 && !File.Exists(file) ? 1 / x : x; }", "--set", $"file={mended}",
            input, "--journal", _scratch.Path("j"), "--on-error", "skip", "--errors", _scratch.Path("bad.jsonl")];
        var first = await Tool.MapAsync(words);
        Assert.Equal((1, "1\n5\n"), (first.ExitCode, first.Output));
        Assert.Contains("--retry-failed", first.Error, StringComparison.Ordinal);
        var errors = _scratch.Read("bad.jsonl");

        var resumed = await Tool.MapAsync([.. words, "--resume"]);
        Assert.Equal((1, "1\n5\n"), (resumed.ExitCode, resumed.Output));
        Assert.Empty(Ran(resumed.Error));
        Assert.Equal(errors, _scratch.Read("bad.jsonl"));

        _scratch.File("mended", "yes");
        var retried = await Tool.MapAsync([.. words, "--retry-failed"]);
        Assert.Equal((0, "1\n0\n5\n"), (retried.ExitCode, retried.Output));
        Assert.Equal([0], Ran(retried.Error));
        Assert.Empty(_scratch.Read("bad.jsonl"));
    }

    [Fact]
    public async Task Two_programs_on_one_journal_are_told_apart()
    {
        await using var first = RunningTool.Map("-e", "x => x", "--journal", _scratch.Path("j"));
        await first.WriteAsync("a\n");
        Assert.Equal("a", await first.ReadLineAsync());

        var second = await Tool.MapInputAsync("a\n", "-e", "x => x", "--journal", _scratch.Path("j"), "--resume");
        Assert.Equal((4, string.Empty), (second.ExitCode, second.Output));
        Assert.Contains("in use by another program", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_says_how_to_go_on()
    {
        await using var tool = RunningTool.Map("-e", "x => x", "--journal", _scratch.Path("j"));
        await tool.WriteAsync("a\n");
        Assert.Equal("a", await tool.ReadLineAsync());
        await tool.SignalAsync("INT");
        var end = await tool.EndAsync();
        Assert.Equal(130, end.ExitCode);
        Assert.Contains($"To go on, with the same on stdin: actormap map --resume -e 'x => x' --journal {_scratch.Path("j")}\n", end.Error, StringComparison.Ordinal);

        var resumed = await Tool.MapInputAsync("a\nb\n", "-e", "x => x", "--journal", _scratch.Path("j"), "--resume");
        Assert.Equal((0, "a\nb\n"), (resumed.ExitCode, resumed.Output));
    }

    [Fact]
    public async Task A_journal_that_can_not_be_written_or_was_altered_is_told()
    {
        var input = Numbers();
        var nowhere = await Tool.MapAsync("-e", "x => x", input, "--journal", _scratch.Path("none/j"));
        Assert.Equal(4, nowhere.ExitCode);
        Assert.Contains("can't be opened", nowhere.Error, StringComparison.Ordinal);

        await Tool.MapAsync("-e", "x => x", input, "--journal", _scratch.Path("j"), "--buffer", "100");
        var bytes = File.ReadAllBytes(_scratch.Path("j"));
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(_scratch.Path("j"), bytes);
        var altered = await Tool.MapAsync("-e", "x => x", input, "--journal", _scratch.Path("j"), "--resume");
        Assert.Equal(4, altered.ExitCode);
        Assert.Contains("was altered at byte", altered.Error, StringComparison.Ordinal);
    }

    private const string Logged = "x => { Console.Error.WriteLine($\"runs {x.Length}\"); return x.Length; }";

    private string Numbers() => _scratch.File("in.txt", string.Concat(Enumerable.Range(0, Many).Select(i => $"{i}\n")));

    private async Task<HashSet<int>> KillAsync(string input, int items)
    {
        await using var tool = RunningTool.Map("-e", Slow, input, "-j", "2", "-o", _scratch.Path("out.txt"), "--journal", _scratch.Path("j"));
        var ran = new HashSet<int>();
        while (ran.Count < items && await tool.ReadErrorLineAsync() is { } line) ran.UnionWith(Ran(line));
        await tool.SignalAsync("KILL");
        ran.UnionWith(Ran((await tool.EndAsync()).Error));
        return ran;
    }

    private static int[] Ran(string error) => [.. error.Split('\n').Where(line => line.Length > 5 && line.StartsWith("runs ", StringComparison.Ordinal)).Select(line => int.Parse(line.AsSpan(5)))];
}
