using ActorMap.Node.Tests.Support;
using ActorMap.Tests.Shared;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Programs end with the map, whatever ends that.</summary>
public sealed class ProgramEndSpecs
{
    private static readonly TimeSpan Deadline = Patience.Long;

    [Theory]
    [InlineData("KILL", "exec sleep 1000")]
    [InlineData("INT INT", "sleep 1000 & sleep 1000; :")]
    [InlineData("TERM", "sleep 1000 & sleep 1000; :")]
    [InlineData("HUP", "sleep 1000 & sleep 1000; :")]
    [InlineData("QUIT", "sleep 1000 & sleep 1000; :")]
    public async Task A_program_that_does_not_heed_its_input_ends_with_the_tool(string signals, string body)
    {
        using var scratch = new Scratch();
        var line = await Scripts.LifeLineAsync(scratch);
        var end = Scripts.EndOfAsync(line);
        await using var tool = RunningTool.OfTerminal("map", "-j", "1", "--", "sh", "-c", $"exec 9> '{line}'; echo started >&2; {body}");
        await tool.WriteAsync("1\n");
        while (await tool.ReadErrorLineAsync() is not "[0] started")
        {
            // It comes up.
        }

        foreach (var signal in signals.Split(' ')) await tool.SignalAsync(signal);

        await end.WaitAsync(Deadline);
    }

    [Theory]
    [InlineData("HUP", 129)]
    [InlineData("TERM", 143)]
    public async Task A_command_that_an_item_has_started_ends_with_the_tool(string signal, int code)
    {
        using var scratch = new Scratch();
        var line = await Scripts.LifeLineAsync(scratch);
        var end = Scripts.EndOfAsync(line);
        await using var tool = RunningTool.OfTerminal("map", "-j", "1", "--exec-each", $"exec 9> '{line}'; echo started >&2; sleep 1000 & sleep 1000; : {{}}");
        await tool.WriteAsync("1\n");
        while (await tool.ReadErrorLineAsync() is not "[0] started")
        {
            // It comes up.
        }

        await tool.SignalAsync(signal);

        await end.WaitAsync(Deadline);
        Assert.Equal(code, (await tool.EndAsync()).ExitCode);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130, "--processes")]
    [InlineData("TERM", 143, "--processes")]
    public async Task The_second_signal_ends_what_items_have_started_and_nothing_is_started_any_more(string signal, int code, params string[] place)
    {
        using var scratch = new Scratch();
        var line = await Scripts.LifeLineAsync(scratch);
        var end = Scripts.EndOfAsync(line);
        await using var tool = RunningTool.Holding(line, ["map", "-j", "2", "--chunk", "4", .. place, "--exec-each", "echo started >&2; sleep 1000; : {}"]);
        await tool.WriteAsync(Scripts.Numbers(0, 16));
        for (var time = 0; time < 2; time++) await tool.SaysAsync("started");

        await tool.SignalAsync(signal);
        await tool.SaysAsync("stopping");
        await tool.SignalAsync(signal);

        await end.WaitAsync(Deadline);
        Assert.Equal(code, (await tool.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Programs_leave_nothing_in_the_temporary_folder()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync("mkdir tmp; seq 100 | TMPDIR=$PWD/tmp $actormap map -j 2 --chunk 10 -o /dev/null -- cat; ls -A tmp", scratch.Folder);

        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData("unset DOTNET_EnableDiagnostics", "none")]
    [InlineData("export DOTNET_EnableDiagnostics=", "")]
    [InlineData("export DOTNET_EnableDiagnostics=1", "1")]
    public async Task A_program_of_dotnet_has_the_diagnostics_that_its_user_wants(string given, string expected)
    {
        var result = await Tool.BashAsync($"{given}; echo 1 | $actormap map -j 1 -- sh -c 'while read -r x; do echo \"\\\"${{DOTNET_EnableDiagnostics-none}}\\\"\"; done'");

        Assert.Equal((0, $"{expected}\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_program_has_time_for_its_last_words_when_its_input_ends()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapInputAsync("1\n2\n", "-j", "1", "--", "sh", "-c", $"n=0; while read -r x; do echo \"$x\"; n=$((n+1)); done; echo $n > '{scratch.Path("count")}'");

        Assert.Equal((0, "", "1\n2\n"), (result.ExitCode, result.Error, result.Output));
        Assert.Equal("2\n", scratch.Read("count"));
    }

    [Fact]
    public async Task A_program_that_goes_on_after_its_input_is_killed_with_all_that_it_started()
    {
        using var scratch = new Scratch();
        var line = await Scripts.LifeLineAsync(scratch);
        var end = Scripts.EndOfAsync(line);
        var result = await Tool.MapInputAsync("1\n", "-j", "1", "--", "sh", "-c", $"exec 9> '{line}'; read -r x; echo \"$x\"; sleep 1000 & sleep 1000; :");

        Assert.Equal((0, "", "1\n"), (result.ExitCode, result.Error, result.Output));
        await end.WaitAsync(Deadline);
    }

    [Fact]
    public async Task An_item_beyond_its_time_costs_the_program_and_what_it_started_and_no_other_item()
    {
        using var scratch = new Scratch();
        var line = await Scripts.LifeLineAsync(scratch);
        var end = Scripts.EndOfAsync(line);
        var script = $"while read -r x; do if [ $x = 2 ]; then exec 9> '{line}'; sleep 1000 & sleep 1000; fi; echo \"$x\"; done";
        var result = await Tool.MapInputAsync("1\n2\n3\n", "-j", "1", "--timeout", "20s", "--on-error", "skip", "--", "sh", "-c", script);

        Assert.Equal((1, "1\n3\n"), (result.ExitCode, result.Output));
        Assert.Contains("item 1 (stdin:2) failed after 1 attempt, on worker 0 of node actormap: System.TimeoutException", result.Error, StringComparison.Ordinal);
        await end.WaitAsync(Deadline);
    }

    [Fact]
    public async Task The_first_Ctrl_C_lets_the_program_finish_its_item()
    {
        using var scratch = new Scratch();
        await using var tool = RunningTool.Map("-j", "1", "--", "sh", "-c", $"read -r x; echo begun >&2; while [ ! -e '{scratch.Path("go")}' ]; do sleep 0.05; done; echo \"$x\"");
        await tool.WriteAsync("7\n");
        while (await tool.ReadErrorLineAsync() is not "[0] begun")
        {
            // It comes up.
        }

        await tool.SignalAsync("INT");
        Assert.StartsWith("actormap: stopping", await tool.ReadErrorLineAsync(), StringComparison.Ordinal);
        scratch.File("go", string.Empty);
        var end = await tool.EndAsync();

        Assert.Equal((130, "7\n"), (end.ExitCode, end.Output));
    }

    [Fact]
    public async Task A_program_that_keeps_its_first_answer_to_itself_is_told_of()
    {
        await using var tool = RunningTool.Map("-j", "1", "--", "sleep", "1000");
        await tool.WriteAsync("1\n");

        Assert.Contains("flush each answer", await tool.ReadErrorLineAsync(), StringComparison.Ordinal);
    }
}
