using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>What was compiled once is not compiled again, and nothing goes wrong with what is kept.</summary>
public sealed class CompiledCodeSpecs : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_lambda_is_kept_by_all_that_went_into_it()
    {
        Assert.Equal("2\n", await MapAsync("-e '(int x) => x * k' --set k=2"));
        var kept = Assert.Single(Kept());
        Assert.Equal("2\n", await MapAsync("-e '(int x) => x * k' --set k=2"));
        Assert.Equal("7\n", await MapAsync("-e '(int x) => x * k' --set k=7"));
        Assert.Equal(kept, Assert.Single(Kept()));

        Assert.Equal("2.5\n", await MapAsync("-e '(int x) => x * k' --set k=2.5"));
        Assert.Equal(2, Kept().Length);

        // It is what is there that is run.
        var before = Kept();
        Assert.Equal("-1\n", await MapAsync("-e '(int x) => x - k' --set k=2"));
        File.Copy(Kept().Except(before).Single(), kept, overwrite: true);
        Assert.Equal("-1\n", await MapAsync("-e '(int x) => x * k' --set k=2"));
    }

    [Fact]
    public async Task What_is_damaged_or_can_not_be_kept_is_compiled()
    {
        Assert.Equal("a!\n", await MapAsync("-e 'x => x + \"!\"' -i lines", "a"));
        var kept = Assert.Single(Kept());
        var bytes = File.ReadAllBytes(kept);
        bytes[^20] ^= 1;
        File.WriteAllBytes(kept, bytes);
        Assert.Equal("a!\n", await MapAsync("-e 'x => x + \"!\"' -i lines", "a"));

        File.WriteAllBytes(kept, [1, 2]);
        Assert.Equal("a!\n", await MapAsync("-e 'x => x + \"!\"' -i lines", "a"));

        var nowhere = await Tool.BashAsync("echo a | XDG_CACHE_HOME=/dev/null \"$actormap\" map -e 'x => x'", _scratch.Folder);
        Assert.Equal((0, "a\n", ""), (nowhere.ExitCode, nowhere.Output, nowhere.Error));
    }

    [Fact]
    public async Task What_there_is_no_room_to_keep_leaves_nothing_behind()
    {
        // A file that may not grow is a full disk. The runtime itself needs a large file for its own code unless told not to.
        var result = await Tool.BashAsync("export DOTNET_EnableWriteXorExecute=0; ulimit -f 1; echo a | XDG_CACHE_HOME=\"$PWD/cache\" \"$actormap\" map -e 'x => x'", _scratch.Folder);

        Assert.Equal((0, "a\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Empty(Kept());
    }

    [Fact]
    public async Task What_another_user_keeps_is_used()
    {
        Assert.Equal("2\n", await MapAsync("-e '(int x) => x * 2'"));
        var theirs = Assert.Single(Kept());
        Assert.Equal("-1\n", await MapAsync("-e '(int x) => x - 2'"));

        // It is what is there that is run: who compiles has another result. Not to own a file is to be forbidden to touch it.
        File.Copy(Kept().Single(one => one != theirs), theirs, overwrite: true);
        var result = await Tool.BashAsync(
            "if [ $(id -u) != 0 ]; then echo -1; exit; fi; chown -R 65534 cache; echo 1 | XDG_CACHE_HOME=\"$PWD/cache\" setpriv --bounding-set=-fowner,-dac_override \"$actormap\" map -e '(int x) => x * 2'",
            _scratch.Folder);
        Assert.Equal((0, "-1\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_file_that_changes_is_compiled_again_and_names_its_lines_when_it_is_not()
    {
        _scratch.File("f.cs", "static class F { static int Map(int x) => 10 / x; }");
        Assert.Equal("5\n", await MapAsync("f.cs", "2"));
        Assert.Equal("2\n", await MapAsync("f.cs", "5"));
        Assert.Single(Kept());

        var failed = await Tool.BashAsync("echo 0 | XDG_CACHE_HOME=\"$PWD/cache\" \"$actormap\" map f.cs", _scratch.Folder);
        Assert.Contains("f.cs:line 1", failed.Error, StringComparison.Ordinal);

        _scratch.File("f.cs", "static class F { static int Map(int x) => 20 / x; }");
        Assert.Equal("10\n", await MapAsync("f.cs", "2"));
        Assert.Equal(2, Kept().Length);
    }

    private async Task<string> MapAsync(string words, string input = "1")
    {
        var result = await Tool.BashAsync($"echo {input} | XDG_CACHE_HOME=\"$PWD/cache\" \"$actormap\" map {words}", _scratch.Folder);
        return result.ExitCode == 0 ? result.Output : result.Error;
    }

    private string[] Kept() => Directory.GetFiles(_scratch.Path("cache/actormap/compiled"));
}
