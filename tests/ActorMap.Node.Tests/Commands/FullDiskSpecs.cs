using System.Text.RegularExpressions;
using ActorMap.Node.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace ActorMap.Node.Tests.Commands;

/// <summary>A disk that is full in truth, in the middle of a map, and then has room again: a small one in memory, in a namespace of mounts that ends with the spec.</summary>
public sealed partial class FullDiskSpecs(ITestOutputHelper output) : IDisposable
{
    private const int Many = 20_000;

    // Where this machine lets nobody mount, a limit on the size of files stands for the disk.
    private const string Script = """
        go() { "$actormap" map -e '(int x) => { Console.Error.WriteLine($"runs {x}"); return x * 2; }' in.txt -j2 --buffer 500 --journal $JOURNAL -o $OUT "$@"; }
        export -f go
        mkdir disk
        if unshare -rm true 2> /dev/null; then
          unshare -rm bash -c 'mount -t tmpfs -o size=48k actormap disk; go; echo "code $?" >&2; cp $OUT before.txt; echo again >&2; mount -o remount,size=64m disk; go --resume; code=$?; cp $OUT after.txt; exit $code'
        else
          (trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 48; go; echo "code $?" >&2)
          cp $OUT before.txt; echo again >&2; go --resume; code=$?; cp $OUT after.txt; exit $code
        fi
        """;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("disk/journal", "out.txt")]
    [InlineData("journal", "disk/out.txt")]
    [InlineData("disk/journal", "disk/out.txt")]
    public async Task A_disk_that_is_full_ends_the_map_with_the_reason_and_with_room_it_goes_on_to_the_same_output(string journal, string file)
    {
        _scratch.File("in.txt", string.Concat(Enumerable.Range(0, Many).Select(i => $"{i}\n")));
        var expected = string.Concat(Enumerable.Range(0, Many).Select(i => $"{2 * i}\n"));

        var result = await Tool.BashAsync($"JOURNAL={journal} OUT={file}; export JOURNAL OUT\n{Script}", _scratch.Folder);

        var (full, resumed) = result.Error.Split("again\n") is [var first, var second] ? (first, second) : (result.Error, string.Empty);
        output.WriteLine(Runs().Replace(result.Error, string.Empty));
        Assert.Contains("code 4\n", full, StringComparison.Ordinal);
        Assert.Matches($"actormap: (The journal {journal} can't be written any further|can't write {file} any further, [0-9]+ bytes are written): (No space left on device|The file may not grow)", full);

        // What was written before the disk was full stays, and is not run again; nothing is missing and nothing comes twice.
        Assert.Equal(0, result.ExitCode);
        var before = _scratch.Read("before.txt");
        Assert.StartsWith(before, expected, StringComparison.Ordinal);
        Assert.Equal(expected, _scratch.Read("after.txt"));
        var delivered = before.Count(one => one == '\n');
        Assert.InRange(delivered, 1, Many - 1);
        Assert.DoesNotContain(Runs().Matches(resumed), run => int.Parse(run.Groups[1].ValueSpan) < delivered);
    }

    [GeneratedRegex(@"runs (\d+)\n")]
    private static partial Regex Runs();
}
