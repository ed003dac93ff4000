using System.Globalization;
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
}
