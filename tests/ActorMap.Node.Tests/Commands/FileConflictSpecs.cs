using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>What a map would write over that it, or another map, still needs; and files that may not be touched.</summary>
public sealed class FileConflictSpecs
{
    // Root reads everything unless it gives that up.
    private const string AsAnybody = "if [ $(id -u) = 0 ]; then anybody='setpriv --bounding-set=-dac_override,-dac_read_search'; fi; ";

    [Theory]
    [InlineData("$shm/i -o $shm/i", "is also an input")]
    [InlineData("- < $shm/i -o $shm/i", "is also stdin")]
    [InlineData("$shm/i --errors $shm/i", "is also an input")]
    [InlineData("$shm/i -o $shm/new --errors $shm/new", "is also what -o writes")]
    [InlineData("$shm/i --joblog $shm/new --journal $shm/new", "is also what --joblog writes")]
    public async Task A_file_in_memory_is_no_device(string words, string message)
    {
        var result = await Tool.BashAsync($"shm=$(mktemp -d /dev/shm/actormap-spec.XXXXXX); seq 1 3 > $shm/i; $actormap map -e 'x => x' {words}; code=$?; cat $shm/i; ls $shm; rm -r $shm; exit $code");

        Assert.Equal((2, "1\n2\n3\ni\n"), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_memory_goes_on_and_a_device_may_serve_twice()
    {
        var result = await Tool.BashAsync(
            "shm=$(mktemp -d /dev/shm/actormap-spec.XXXXXX); seq 1 3 > $shm/i; map() { $actormap map -e 'x => x' $shm/i -o $shm/out --errors /dev/null --joblog /dev/null --journal $shm/j --resume; }; "
            + "map && echo rest >> $shm/out && map; code=$?; cat $shm/out; rm -r $shm; exit $code");

        Assert.Equal((0, "1\n2\n3\n"), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("fn.cs in.txt -o fn.cs", "-o fn.cs is also a file of the function")]
    [InlineData("fn.cs in.txt --using more.cs --errors more.cs", "--errors more.cs is also what --using compiles")]
    [InlineData("fn.cs in.txt --state s.json --summary-json s.json", "--summary-json s.json is also what --state reads")]
    [InlineData("in.txt -o wk.py -- python3 wk.py", "-o wk.py is also a file of the function")]
    [InlineData("in.txt -o wk.py -- ./wk.py", "-o wk.py is also a file of the function")]
    [InlineData("in.txt -o wk.py --exec-each 'python3 ./wk.py {}'", "-o wk.py is also a file of the function")]
    public async Task The_function_is_not_written_over(string words, string message)
    {
        using var scratch = new Scratch();
        foreach (var name in (string[])["fn.cs", "more.cs", "s.json", "wk.py", "in.txt"]) scratch.File(name, "{}");
        var result = await Tool.BashAsync($"$actormap map {words}; code=$?; cat fn.cs more.cs s.json wk.py; exit $code", scratch.Folder);

        Assert.Equal((2, "{}{}{}{}"), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-o new --joblog link", "--joblog link is also what -o writes")]
    [InlineData("-o link --errors new", "--errors new is also what -o writes")]
    [InlineData("-o d/link --errors chain", "--errors chain is also what -o writes")]
    [InlineData("-o d/new --summary-json folder/new", "--summary-json folder/new is also what -o writes")]
    [InlineData("--joblog out > out", "--joblog out is also where stdout goes")]
    [InlineData("--errors log 2> log; cat log >&2; exit 2", "--errors log is also where stderr goes")]
    public async Task Two_things_do_not_go_to_one_file_that_is_not_there_yet(string words, string message)
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"mkdir d; ln -s new link; ln -s d folder; ln -s ../new d/link; ln -s folder/link chain; echo 1 > in.txt; $actormap map -e 'x => x' in.txt {words}", scratch.Folder);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains($"actormap: {message}: ", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(scratch.Path("new")) || File.Exists(scratch.Path("d/new")), "It was written to.");
    }

    [Theory]
    [InlineData("--errors none/f")]
    [InlineData("--joblog none/f")]
    [InlineData("--summary-json none/f")]
    [InlineData("--summary-json .")]
    [InlineData("--journal none/f")]
    [InlineData("--journal .")]
    public async Task A_map_that_is_refused_for_one_of_its_files_has_emptied_no_other(string words)
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"echo 1 > in.txt; echo precious | tee out err > log; $actormap map -e 'x => x' in.txt -o out {(words.Contains("--errors", StringComparison.Ordinal) ? "" : "--errors err")} {(words.Contains("--joblog", StringComparison.Ordinal) ? "" : "--joblog log")} {words}; code=$?; cat out err log; exit $code", scratch.Folder);

        Assert.Equal((4, "precious\nprecious\nprecious\n"), (result.ExitCode, result.Output));
        Assert.StartsWith("actormap: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(words.Split(' ')[1], result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-o")]
    [InlineData("--errors")]
    [InlineData("--joblog")]
    public async Task Two_maps_do_not_write_to_one_file_at_once(string option)
    {
        using var scratch = new Scratch();
        var file = scratch.Path("one");
        await using var first = RunningTool.Map("-e", "x => { Console.Error.WriteLine(x); return x; }", option, file);
        await first.WriteAsync("a\n");
        Assert.Equal("a", await first.ReadErrorLineAsync());
        var second = await Tool.MapInputAsync("b\n", "-e", "x => x", option, file);

        Assert.Equal((4, "", $"actormap: can't write {file}: it is being written by another program. Wait for that, or name another file.\n"), (second.ExitCode, second.Output, second.Error));
        await first.SignalAsync("TERM");
        Assert.Equal(143, (await first.EndAsync()).ExitCode);
        Assert.Equal(0, (await Tool.MapInputAsync("b\n", "-e", "x => x", option, file)).ExitCode);
    }

    [Theory]
    [InlineData("map -e 'x => x' ux/a.txt", "can't read ux/a.txt: ")]
    [InlineData("map -e 'x => x' -i files ux/a.txt", "can't read ux/a.txt: ")]
    [InlineData("check -e 'x => x' ux/a.txt", "can't read ux/a.txt: ")]
    [InlineData("bench -e 'x => x' ux/a.txt", "can't read ux/a.txt: ")]
    [InlineData("map -e 'x => x' in.txt -o ux/out", "can't write ux/out: ")]
    [InlineData("map -e 'x => x' in.txt --errors ux/out", "can't write ux/out: ")]
    [InlineData("map -e 'x => x' in.txt --journal ux/j", "")]
    public async Task A_folder_that_may_not_be_entered_is_no_defect(string words, string message)
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"{AsAnybody} mkdir ux; echo 1 > in.txt; echo 2 > ux/a.txt; chmod 600 ux; $anybody $actormap {words}; code=$?; chmod 700 ux; exit $code", scratch.Folder);

        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"actormap: {message}", result.Error, StringComparison.Ordinal);
        Assert.Contains("denied", result.Error, StringComparison.Ordinal);
    }
}
