using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ActorMap.Node.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Node.Tests.Commands;

/// <summary>What befalls programs and disks while there is a journal: the tool as a process, real files.</summary>
public sealed partial class JournalDamageSpecs(ITestOutputHelper output) : IDisposable
{
    private const int Many = 2000;
    private const string Slow = "(int x) => { Console.Error.WriteLine($\"runs {x}\"); Thread.Sleep(1); return x * 2; }";

    private readonly Scratch _scratch = new();

    private static string Expected => string.Concat(Enumerable.Range(0, Many).Select(i => $"{2 * i}\n"));

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("-j2")]
    [InlineData("-j2", "--processes")]
    public async Task However_often_the_program_is_killed_at_random_moments_the_output_is_that_of_an_undisturbed_run(params string[] workers)
    {
        string[] words = ["-e", Slow, Numbers(), .. workers, "-o", _scratch.Path("out.txt"), "--journal", _scratch.Path("j"), "--resume"];
        int[] moments = [.. Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetInt32(1, Many / 4))];
        output.WriteLine($"killed after {string.Join(", ", moments)} items");
        var written = string.Empty;
        foreach (var moment in moments)
        {
            await KillAsync(moment, words);
            var there = File.Exists(_scratch.Path("out.txt")) ? _scratch.Read("out.txt") : string.Empty;
            Assert.StartsWith(written, there, StringComparison.Ordinal);
            Assert.StartsWith(there, Expected, StringComparison.Ordinal);
            written = there;
        }

        var last = await Tool.MapAsync(words);
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(Expected, _scratch.Read("out.txt"));
        var durable = written.Count(one => one == '\n');
        Assert.DoesNotContain(Runs().Matches(last.Error), run => int.Parse(run.Groups[1].ValueSpan) < durable);
    }

    [Fact]
    public async Task A_tail_that_was_torn_is_said_and_dropped_and_run_again()
    {
        string[] words = ["-e", "(int x) => { Console.Error.WriteLine($\"runs {x}\"); return x * 2; }", Numbers(), "--journal", _scratch.Path("j"), "--resume"];
        await Tool.MapAsync(words);
        using (var journal = File.OpenWrite(_scratch.Path("j"))) journal.SetLength(journal.Length - 3);
        var resumed = await Tool.MapAsync(words);
        Assert.Equal((0, Expected), (resumed.ExitCode, resumed.Output));
        Assert.Contains("were cut short by a crash and are dropped", resumed.Error, StringComparison.Ordinal);
        Assert.InRange(Runs().Count(resumed.Error), 1, Many);
    }

    /// <summary>A limit on the size of files stands for a full disk, which takes a disk to fill. What was delivered before is durable.</summary>
    [Fact]
    public async Task A_journal_that_may_not_grow_ends_the_map_with_the_reason_and_with_room_it_goes_on()
    {
        var (function, numbers, journal) = ("(int x) => x * 2", Numbers(), _scratch.Path("j"));
        var full = await Tool.BashAsync($"trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 4; $actormap map -e '{function}' {numbers} --journal {journal}");
        Assert.Equal(4, full.ExitCode);
        Assert.Contains($"The journal {journal} can't be ", full.Error, StringComparison.Ordinal);
        Assert.Contains("The file may not grow", full.Error, StringComparison.Ordinal);
        Assert.StartsWith(full.Output, Expected, StringComparison.Ordinal);
        var resumed = await Tool.MapAsync("-e", function, numbers, "--journal", journal, "--resume");
        Assert.Equal((0, Expected), (resumed.ExitCode, resumed.Output));
    }

    /// <summary>Of the kernel's own files not even root may make one.</summary>
    [Fact]
    public async Task A_directory_that_may_only_be_read_is_told_before_anything_runs()
    {
        var refused = await Tool.MapAsync("-e", Slow, Numbers(), "--journal", "/sys/actormap.journal");
        Assert.Equal((4, string.Empty), (refused.ExitCode, refused.Output));
        Assert.Contains("can't be opened for writing", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Runs().Matches(refused.Error));
    }

    [Fact]
    public async Task A_journal_may_be_a_link_to_what_is_not_there_yet_and_no_pipe()
    {
        var result = await Tool.BashAsync(
            "ln -s real.journal link; mkfifo pipe; seq 3 > in; \"$actormap\" map -e '(int x) => x' in -o out --journal link && cmp in out && test -s real.journal || exit 99; \"$actormap\" map -e '(int x) => x' in --journal pipe",
            _scratch.Folder);

        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.Contains("The journal pipe is no regular file, but a pipe or the like, which keeps nothing. Name a file.", result.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"runs (\d+)")]
    private static partial Regex Runs();

    private static async Task KillAsync(int items, string[] words)
    {
        await using var tool = RunningTool.Map(words);
        for (var ran = 0; ran < items && await tool.ReadErrorLineAsync() is { } line;) ran += Runs().Count(line);
        await tool.SignalAsync("KILL");
        await tool.EndAsync();
    }

    private string Numbers() => _scratch.File("in.txt", string.Concat(Enumerable.Range(0, Many).Select(i => $"{i}\n")));
}
