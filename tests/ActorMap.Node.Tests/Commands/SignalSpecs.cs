using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class SignalSpecs
{
    // The lines say when an item runs: specs wait for them, not for time to pass.
    private const string Slow = "async (int x) => { Console.Error.WriteLine($\"runs {x}\"); await Task.Delay(x); return x; }";

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task The_first_signal_finishes_what_runs_and_writes_it(string signal, int code)
    {
        await using var tool = RunningTool.OfTerminal("map", "-e", Slow, "--concurrency", "2", "-j", "1");
        await tool.WriteAsync("1\n800\n");
        Assert.Equal("1", await tool.ReadLineAsync());
        while (await tool.ReadErrorLineAsync() is not "runs 800")
        {
            // The second item is not yet running.
        }

        await tool.SignalAsync(signal);
        var end = await tool.EndAsync();

        Assert.Equal((code, "800\n"), (end.ExitCode, end.Output));
        Assert.Contains("actormap: stopping", end.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--processes")]
    public async Task A_command_that_a_signal_to_all_of_a_group_ends_with_the_tool_is_finished_all_the_same(params string[] where)
    {
        using var scratch = new Scratch();
        var runs = scratch.Path("runs");

        // timeout passes what it is sent on to all that it has started. An item sleeps the first time that it runs.
        await using var tool = RunningTool.Start("timeout",
            ["600", Tool.Path, .. Tool.Patient(["map", "-j", "1", .. where, "--exec-each", $$"""echo {} >> {{runs}}; if [ $(wc -l < {{runs}}) = 1 ]; then echo sleeps >&2; sleep 600; fi; echo {}"""])]);
        await tool.WriteAsync("a\n");
        await tool.SaysAsync("sleeps");

        await tool.SignalAsync("TERM");

        var end = await tool.EndAsync();
        Assert.Equal("a\n", end.Output);
        Assert.DoesNotContain("failed", end.Error, StringComparison.Ordinal);
        Assert.Equal(["a", "a"], await File.ReadAllLinesAsync(runs));
    }

    [Fact]
    public async Task The_second_Ctrl_C_ends_at_once()
    {
        await using var tool = RunningTool.Map("-e", Slow);
        await tool.WriteAsync("100000000\n");
        Assert.Equal("runs 100000000", await tool.ReadErrorLineAsync());

        await tool.SignalAsync("INT");
        Assert.StartsWith("actormap: stopping", await tool.ReadErrorLineAsync(), StringComparison.Ordinal);
        await tool.SignalAsync("INT");

        var end = await tool.EndAsync();
        Assert.Equal((130, ""), (end.ExitCode, end.Error));
    }

    [Fact]
    public async Task Ctrl_backslash_ends_at_once()
    {
        await using var tool = RunningTool.Map("-e", Slow);
        await tool.WriteAsync("100000000\n");
        Assert.Equal("runs 100000000", await tool.ReadErrorLineAsync());

        await tool.SignalAsync("QUIT");

        var end = await tool.EndAsync();
        Assert.Equal((131, "", ""), (end.ExitCode, end.Output, end.Error));
    }

    [Fact]
    public async Task What_does_not_end_within_the_grace_of_SIGTERM_is_left_undone()
    {
        await using var tool = RunningTool.Map("-e", "(int x) => { Console.Error.WriteLine($\"runs {x}\"); if (x > 1) Thread.Sleep(-1); return x; }", "-j", "1");
        await tool.WriteAsync("1\n2\n");
        Assert.Equal("1", await tool.ReadLineAsync());
        while (await tool.ReadErrorLineAsync() is not "runs 2")
        {
            // The second item is not yet running.
        }

        await tool.SignalAsync("TERM");
        var end = await tool.EndAsync();

        Assert.Equal((143, ""), (end.ExitCode, end.Output));
        Assert.Contains("has 8 s to finish", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_map_that_shall_outlive_its_terminal_does()
    {
        await using var tool = RunningTool.Start("bash", ["-c", "trap '' HUP; exec \"$0\" map -e 'x => x'", Tool.Path]);
        await tool.WriteAsync("a\n");
        Assert.Equal("a", await tool.ReadLineAsync());

        await tool.SignalAsync("HUP");
        await tool.WriteAsync("b\n");
        Assert.Equal("b", await tool.ReadLineAsync());

        await tool.SignalAsync("TERM");
        Assert.Equal(143, (await tool.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_signal_while_stdin_is_silent_ends_the_map()
    {
        await using var tool = RunningTool.Map("-e", "x => x");
        await tool.WriteAsync("a\n");
        Assert.Equal("a", await tool.ReadLineAsync());

        await tool.SignalAsync("TERM");

        Assert.Equal(143, (await tool.EndAsync()).ExitCode);
    }
}
