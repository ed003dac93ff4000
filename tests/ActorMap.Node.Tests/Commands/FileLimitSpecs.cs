using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>What a limit on the size of files (<c>ulimit -f</c>) means for memory that has a handle like a file, for a function's own files, and for stdout.</summary>
public sealed class FileLimitSpecs : IDisposable
{
    // The memory that stays mapped just fits, and nothing behind it.
    private const string Near = "ulimit -f 524300";

    // The runtime itself needs a large file for its own code unless told not to.
    private const string Small = "export DOTNET_EnableWriteXorExecute=0; ulimit -f";

    private const string Writes = "(int x) => { if (x == 1) System.IO.File.WriteAllBytes(\"FILE\", new byte[60_000_000]); return x; }";

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("-e 'x => x.Length' line.txt", "17000000\n")]
    [InlineData("-e '(int x) => new string((char)97, x).Length + k.Length' --state state.json number.txt", "34000000\n")]
    [InlineData("-e '(int x) => new string((char)97, x)' number.txt | wc -c", "17000001\n")]
    public async Task Large_bytes_of_processes_go_by_messages_where_their_memory_may_not_grow(string words, string output)
    {
        var text = new string('a', 17_000_000);
        _scratch.File("line.txt", text);
        _scratch.File("number.txt", "17000000\n");
        _scratch.File("state.json", $"{{\"k\":\"{text}\"}}");
        var result = await Tool.BashAsync($"{Near}; \"$actormap\" map --processes -j 1 {words}; exit $PIPESTATUS", _scratch.Folder);

        Assert.Equal((0, output, ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Processes_that_have_no_room_for_their_notes_are_not_started_and_the_limit_is_told()
    {
        var result = await Tool.BashAsync($"{Small} 1000; echo 1 | \"$actormap\" map --processes -j 1 -e 'x => x'");

        Assert.Equal((5, ""), (result.ExitCode, result.Output));
        Assert.Contains("needs 2,097,152 bytes for its notes, and no file of this process may be larger than 1,024,000. Allow larger ones: ulimit -f unlimited.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_s_file_that_grows_too_large_is_a_failed_item_and_no_dead_process()
    {
        var result = await Tool.BashAsync($"ulimit -f 50000; seq 2 | \"$actormap\" map --processes -j 1 --on-error skip -e '{Writes}'", _scratch.Folder);

        Assert.Equal((1, "2\n"), (result.ExitCode, result.Output));
        Assert.DoesNotContain("killed", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_s_file_that_grows_too_large_does_not_end_its_node()
    {
        await using var node = await RunningNode.UpAsync(
            RunningTool.Start("bash", ["-c", "ulimit -f 50000; exec \"$0\" \"$@\"", Tool.Path, "node", "--port", "0", "-j", "1", "--wait-timeout", "4m", "--allow-code"]));
        var result = await Tool.MapInputAsync("1\n2\n", "--on-error", "skip", "-e", Writes.Replace("FILE", _scratch.Path("file"), StringComparison.Ordinal), "--cluster", node.Address, "--ship-code");

        Assert.Equal((1, "2\n"), (result.ExitCode, result.Output));
        Assert.False(node.Tool.HasExited);
    }

    [Fact]
    public async Task What_a_write_to_stdout_has_left_before_it_failed_is_counted()
    {
        var result = await Tool.BashAsync($"{Small} 64; seq 1000 | \"$actormap\" map -e '(int x) => new string((char)97, 1000)' > out.txt", _scratch.Folder);

        Assert.Equal((4, 65_536), (result.ExitCode, _scratch.Read("out.txt").Length));
        Assert.Contains("can't write stdout any further, 65536 bytes are written: ", result.Error, StringComparison.Ordinal);
    }
}
