using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>What is scaffolded is run by the words that are printed. An app needs the packages: see PackageSpecs.</summary>
public sealed class NewSpecs
{
    [Theory]
    [InlineData("", "score.cs")]
    [InlineData("tools/my-score", "tools/my-score.cs")]
    [InlineData("total.cs", "total.cs")]
    [InlineData("MapContext", "MapContext.cs")]
    [InlineData("IMapFunction", "IMapFunction.cs")]
    public async Task A_new_function_runs_by_the_command_that_is_printed(string name, string file)
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"\"$actormap\" new fn {name} | tee new.txt; sed -n 's/^  //p' new.txt | sed \"s|actormap|'$actormap'|\" | bash", scratch.Folder);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal([$"wrote {file}", "next:", $"  seq 1 10 | actormap map {file} --set factor=3", .. Enumerable.Range(1, 10).Select(i => $"{i * 3}")], result.Lines);
    }

    [Fact]
    public async Task A_new_worker_answers_line_by_line_and_goes_on_after_a_bad_item()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync("\"$actormap\" new exec && printf '1\\n[]\\nx\\n2\\n' | python3 worker.py 3", scratch.Folder);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["wrote worker.py", "next:", "  seq 1 10 | actormap map -- python3 worker.py 3", "3", "[]"], result.Lines[..5]);
        Assert.StartsWith("{\"error\": \"JSONDecodeError: ", result.Lines[5], StringComparison.Ordinal);
        Assert.Equal("6", result.Lines[6]);
    }

    [Fact]
    public async Task What_is_there_is_left_alone_unless_forced()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Path("Scoring"));
        scratch.File("Scoring/Program.cs", "mine");
        var refused = await Tool.BashAsync("\"$actormap\" new app Scoring", scratch.Folder);

        Assert.Equal((4, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("Scoring/Program.cs is there already", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", scratch.Read("Scoring/Program.cs"));
        Assert.False(File.Exists(scratch.Path("Scoring/Scoring.csproj")));

        var forced = await Tool.BashAsync("\"$actormap\" new app Scoring --force", scratch.Folder);
        Assert.Equal((0, ""), (forced.ExitCode, forced.Error));
        Assert.Contains("MapPool.StartAsync", scratch.Read("Scoring/Program.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("say what to write", "new")]
    [InlineData("say what to write", "new", "frob")]
    [InlineData("'9lives' gives no name for a class", "new", "fn", "9lives")]
    [InlineData("there is no option '--forse'", "new", "fn", "a", "--forse")]
    public async Task Wrong_usage_is_told_with_exit_2(string message, params string[] arguments)
    {
        var result = await Tool.RunAsync(null, arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
