using System.Globalization;
using ActorMap.Node.Tests.Support;
using CliWrap;
using CliWrap.Buffered;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Every sample is run, and says what the README says that it says.</summary>
public sealed class SampleSpecs
{
    private static readonly string[] Scaled = [.. Enumerable.Range(0, 20).Select(i => ((i + 100 + i) * 100).ToString(CultureInfo.InvariantCulture))];

    [Fact]
    public async Task The_first_command_of_the_readme_scales_the_pairs()
    {
        var result = await Tool.MapAsync("-e", "(int a, int b) => (a + b) * k", "--set", "k=100", Path.Combine(Tool.Samples, "pairs.csv"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Scaled, result.Lines);
        Assert.Equal(("10000", "13800"), (result.Lines[0], result.Lines[^1]));
    }

    [Fact]
    public async Task Tokens_of_the_corpus_are_counted_with_packages_from_the_registry()
    {
        using var scratch = new Scratch();
        var result = await Tool.MapAsync(Path.Combine(Tool.Samples, "tokens.cs"), "-i", "lines", Path.Combine(Tool.Samples, "corpus.txt"), "-o", scratch.Path("counts.txt"));

        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
        var counts = scratch.Read("counts.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray();
        var corpus = await File.ReadAllLinesAsync(Path.Combine(Tool.Samples, "corpus.txt"));
        Assert.Equal(corpus.Length, counts.Length);
        Assert.All(counts.Zip(corpus), pair => Assert.Equal(pair.Second.Length == 0, pair.First == 0));
        Assert.Equal(2574, counts.Sum());
    }

    [Fact]
    public async Task Pi_is_the_same_for_any_number_of_workers_and_another_for_another_seed()
    {
        var series = string.Concat(Enumerable.Range(1, 40).Select(i => $"{i}\n"));
        Task<ToolResult> Run(string workers, string chunk, string seed) => Tool.MapInputAsync(
            series, Path.Combine(Tool.Samples, "pi.cs"), "--set", "darts=2000", "-j", workers, "--chunk", chunk, "--seed", seed);

        var one = await Run("1", "7", "7");
        var three = await Run("3", "1", "7");
        var other = await Run("2", "auto", "8");

        Assert.Equal(0, one.ExitCode);
        Assert.Equal(one.Lines, three.Lines);
        Assert.NotEqual(one.Lines, other.Lines);
        Assert.InRange(one.Lines.Average(line => double.Parse(line, CultureInfo.InvariantCulture)), 3.10, 3.18);
    }

    [Fact]
    public async Task The_function_object_in_Python_scales_the_pairs()
    {
        var result = await Tool.MapAsync(Path.Combine(Tool.Samples, "pairs.csv"), "-j", "2", "--", "python3", Path.Combine(Tool.Samples, "worker.py"), "100");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Scaled, result.Lines);
    }

    [Fact]
    public async Task The_function_object_in_Python_tells_a_bad_item_from_the_others()
    {
        var result = await Tool.MapInputAsync("[1, 2]\n{\"a\": 1}\n[3, 4]\n", "-j", "1", "--on-error", "skip", "--", "python3", Path.Combine(Tool.Samples, "worker.py"), "2");

        Assert.Equal((1, "6\n14\n"), (result.ExitCode, result.Output));
        Assert.Contains("item 1 (stdin:2) failed after 1 attempt, on worker 0 of node actormap: KeyError: 'b'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_samples_in_awk_and_shell_double_numbers()
    {
        // What keeps mawk from holding its input back is only a warning to other awks.
        var awk = await Tool.MapInputAsync("1\n2\n3\n", "-j", "1", "--", "awk", "-W", "interactive", "-f", Path.Combine(Tool.Samples, "double.awk"));
        var shell = await Tool.MapInputAsync("1\n2\n3\n", "-j", "1", "--", Path.Combine(Tool.Samples, "double.sh"));

        Assert.Equal((0, "2\n4\n6\n"), (awk.ExitCode, awk.Output));
        Assert.Equal((0, "", "2\n4\n6\n"), (shell.ExitCode, shell.Error, shell.Output));
    }

    [Fact]
    public async Task The_command_that_the_sample_in_CSharp_names_works_the_first_time_with_several_workers()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Path("samples"));
        foreach (var name in (string[])["shout.cs", "corpus.txt"]) File.Copy(Path.Combine(Tool.Samples, name), scratch.Path(Path.Combine("samples", name)));
        var command = (await File.ReadAllLinesAsync(scratch.Path("samples/shout.cs"))).First(line => line.Contains("actormap map", StringComparison.Ordinal)).TrimStart('/', ' ');

        // What the build says goes where the results don't, and no server of its stays behind to hold a pipe.
        var result = await Tool.BashAsync(
            "export UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1; dotnet() { command dotnet \"$@\" >&2; }; actormap() { \"$actormap\" \"$1\" -j 4 \"${@:2}\"; }; " + command,
            scratch.Folder, TimeSpan.FromMinutes(5));

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal((await File.ReadAllTextAsync(scratch.Path("samples/corpus.txt"))).ToUpperInvariant(), result.Output);
        var escaped = await Tool.MapInputAsync("\"ünï\"\n", "-i", "lines", "-j", "1", "--", scratch.Path("artifacts/shout/shout"));
        Assert.Equal((0, "", "\"ÜNÏ\"\n"), (escaped.ExitCode, escaped.Error, escaped.Output));
        Assert.Contains($"`{command}`", await File.ReadAllTextAsync(Path.Combine(Tool.Root, "docs", "cli.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_embeds_the_library()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var result = await Cli.Wrap("dotnet").WithArguments(["run", "--project", Path.Combine(Tool.Samples, "Embed"), "-p:UseSharedCompilation=false"])
            .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(deadline.Token);

        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
        Assert.Equal(Scaled, result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("(1, 101) failed: Arithmetic operation resulted in an overflow.", result.StandardError, StringComparison.Ordinal);
    }
}
