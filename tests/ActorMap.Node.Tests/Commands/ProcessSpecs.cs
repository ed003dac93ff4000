using System.Globalization;
using System.Text.Json;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Every form of function runs in worker processes as it does in this one.</summary>
public sealed class ProcessSpecs
{
    private static readonly string Pairs = Path.Combine(Tool.Samples, "pairs.csv");
    private static readonly string[] Scaled = [.. Enumerable.Range(0, 20).Select(i => ((i + 100 + i) * 100).ToString(CultureInfo.InvariantCulture))];

    [Theory]
    [InlineData("-e", "(int a, int b) => (a + b) * k", "--set", "k=100")]
    [InlineData("LIB#ActorMap.Node.Tests.Support.Scale", "--set", "constant=100")]
    public async Task Pairs_are_scaled_in_processes(params string[] function)
    {
        string[] words = [.. function.Select(word => word.Replace("LIB", RunningNode.Library, StringComparison.Ordinal))];
        var result = await Tool.MapAsync([.. words, Pairs, "--processes", "-j", "2"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Scaled, result.Lines);
    }

    [Theory]
    [InlineData("x => { Environment.FailFast(x); return x; }", "--on-error skip", 1)]
    [InlineData("x => { System.Diagnostics.Process.GetCurrentProcess().Kill(); return x; }", "--on-error skip", 1)]
    public async Task Processes_that_are_killed_leave_nothing_in_the_temporary_folder(string lambda, string options, int code)
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"mkdir tmp; seq 2 | TMPDIR=$PWD/tmp $actormap map --processes -j 1 -e '{lambda}' {options}; code=$?; ls -A tmp; exit $code", scratch.Folder);

        Assert.Equal((code, ""), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task An_item_that_uses_up_the_memory_of_its_process_is_one_failure_whatever_else_fails_by_it()
    {
        var result = await Tool.BashAsync(
            "seq 1 100 | DOTNET_GCHeapHardLimit=0x6000000 $actormap map --processes -j 2 --on-error skip -q -e "
            + "'(int x) => { if (x % 40 == 3) { var all = new LinkedList<byte[]>(); while (true) all.AddLast(new byte[100]); } Thread.Sleep(5); return x; }'");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(Enumerable.Range(1, 100).Where(x => x % 40 != 3).Select(x => x.ToString(CultureInfo.InvariantCulture)), result.Lines);
    }

    [Fact]
    public async Task What_went_into_the_records_is_told_from_the_function_there_too()
    {
        using var scratch = new Scratch();
        var text = string.Concat(Enumerable.Range(0, 2000).Select(i => $"{{\"filler\":[{string.Join(',', Enumerable.Range(i, 50))}],\"id\":{i}}}\n"));
        var result = await Tool.MapAsync("-e", "(int id) => id", scratch.File("in.jsonl", text), "--processes", "-j", "1", "--summary-json", scratch.Path("summary.json"), "--joblog", scratch.Path("log"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => i.ToString(CultureInfo.InvariantCulture)), result.Lines);
        using var summary = JsonDocument.Parse(scratch.Read("summary.json"));
        var shares = summary.RootElement.GetProperty("shares");
        Assert.True(shares.GetProperty("encoding").GetDouble() > shares.GetProperty("function").GetDouble(), shares.ToString());

        // What goes along is no part of the results.
        Assert.Equal(result.Output.Length, scratch.Read("log").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Sum(row => int.Parse(row.Split('\t')[5], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_static_method_of_a_file_takes_json_and_gives_json()
    {
        using var scratch = new Scratch();
        var file = scratch.File("f.cs", "record Point(int X, int Y); static class F { static Point Map(Point p, int by) => new(p.X + by, p.Y * by); }");
        var input = scratch.File("in.jsonl", "{\"x\":1,\"y\":2}\n{\"x\":1,\"y\":\"no\"}\n");
        var result = await Tool.MapAsync(file, "--set", "by=3", input, "--processes", "-j", "1", "--on-bad-input", "skip");

        Assert.Equal((1, "{\"X\":4,\"Y\":6}\n"), (result.ExitCode, result.Output));
        Assert.Contains($"{input}:2:", result.Error, StringComparison.Ordinal);
    }

    // A process starts while others work, so when it compiles anew is its own matter and not the tool's (docs/decisions/0012, 0020 and 0028).
    [Fact]
    public async Task Worker_processes_do_not_compile_as_the_tool_itself_does()
    {
        const string Settings = "$\"{AppContext.GetData(\"System.Runtime.TieredCompilation.CallCountingDelayMs\")} {Environment.GetEnvironmentVariable(\"DOTNET_TC_CallCountingDelayMs\")} {Environment.GetEnvironmentVariable(\"DOTNET_JitScalableProfiling\")}\"";
        var here = await Tool.MapInputAsync("1\n", "-e", "(int x) => " + Settings);
        var there = await Tool.MapInputAsync("1\n", "-e", "(int x) => " + Settings, "--processes", "-j", "1");

        Assert.Equal((0, "10  \n"), (here.ExitCode, here.Output));
        Assert.Equal((0, "10 64 0\n"), (there.ExitCode, there.Output));
    }
}
