using System.Text.Json;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

public sealed class BenchSpecs
{
    [Fact]
    public async Task A_table_has_a_row_and_a_bar_for_each_number_of_workers_and_advice_to_paste()
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.txt", string.Concat(Enumerable.Range(0, 500).Select(i => $"{i}\n")));
        var result = await Tool.RunAsync(null, "bench", "-e", "(long x) => x * k", "--set", "k=3", input, "-j", "3", "--time", "1s");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("500 items in memory; ", result.Output, StringComparison.Ordinal);
        foreach (var workers in (string[])["1", "2", "3"]) Assert.Matches($@"\n +{workers} +[\d,.]+ +\d+\.\d\d +\d+ ?%  █+\n", result.Output);
        Assert.Matches(@"\n   auto +[\d,.]+ +█+\n", result.Output);
        Assert.Matches(@"\nbest: actormap map -e '\(long x\) => x \* k' --set k=3 -j [123]( --chunk \d+)?\n$", result.Output);
    }

    [Fact]
    public async Task Json_has_the_same_for_programs_and_says_where_reading_ended()
    {
        var input = string.Concat(Enumerable.Range(0, 500).Select(i => $"{i}\n"));
        var result = await Tool.RunAsync(input, "bench", "-e", "(long x) => x * 3", "-j", "1", "--time", "500ms", "--items", "100", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var report = JsonDocument.Parse(result.Output);
        var root = report.RootElement;
        Assert.Equal((100, false), (root.GetProperty("items").GetInt32(), root.GetProperty("isWholeInput").GetBoolean()));
        var one = Assert.Single(root.GetProperty("workers").EnumerateArray());
        Assert.Equal((1, 1.0), (one.GetProperty("workers").GetInt32(), one.GetProperty("speedUp").GetDouble()));
        Assert.True(one.GetProperty("itemsPerSecond").GetDouble() > 0);
        Assert.Contains(root.GetProperty("chunks").EnumerateArray(), chunk => chunk.GetProperty("chunk").ToString() == "1");
    }

    [Fact]
    public async Task No_chunk_is_measured_that_is_longer_than_a_worker_s_share_of_the_input()
    {
        var result = await Tool.RunAsync("1\n2\n3\n", "bench", "-e", "(int x) => x", "-j", "2", "--time", "300ms", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal(["auto", "1"], report.RootElement.GetProperty("chunks").EnumerateArray().Select(one => one.GetProperty("chunk").ToString()));
    }

    [Fact]
    public async Task A_record_that_does_not_bind_is_told_as_a_map_tells_it()
    {
        var result = await Tool.RunAsync("4\nhello\n", "bench", "-e", "(int x) => x", "-j", "1", "--time", "300ms");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("actormap: 1 of 2 items failed, such as stdin:2: 'hello' is not ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_built_in_each_worker_is_measured_over_processes_too()
    {
        using var scratch = new Scratch();
        var input = scratch.File("in.csv", "a,b\n1,2\n3,4\n");
        var library = Path.Combine(AppContext.BaseDirectory, "ActorMap.Node.Tests.dll");
        var result = await Tool.RunAsync(null, "bench", $"{library}#ActorMap.Node.Tests.Support.Scale", "--set", "constant=2", input, "--processes", "-j", "1", "--time", "300ms");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("2 items in memory; ", result.Output, StringComparison.Ordinal);
        Assert.Contains(" -j 1 --processes", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_that_fail_are_counted_with_a_sample()
    {
        var result = await Tool.RunAsync("4\n0\n", "bench", "-e", "(int x) => 8 / x", "-j", "1", "--time", "300ms");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("best: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("actormap: 1 of 2 items failed, such as stdin:2: System.DivideByZeroException", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "there is nothing to measure", "-e", "x => x")]
    [InlineData(3, "error CS1061", "-e", "x => x.Lenght")]
    [InlineData(2, "--time: 'soon' is no duration", "-e", "x => x", "--time", "soon")]
    [InlineData(2, "--retries is an option of map", "-e", "x => x", "--retries", "2")]
    [InlineData(4, "there is no file /nowhere.txt", "-e", "x => x", "/nowhere.txt")]
    public async Task What_can_t_be_measured_is_told(int code, string message, params string[] arguments)
    {
        var result = await Tool.RunAsync("", ["bench", .. arguments]);

        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
