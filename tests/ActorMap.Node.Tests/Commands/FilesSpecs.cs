using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary><c>-i files</c>: each path is an item.</summary>
public sealed class FilesSpecs
{
    private const string Tree = "mkdir -p d/b/c d/a; echo 1 > d/z.txt; echo 2 > d/b/c/y.txt; echo 3 > d/a/B.txt; echo 4 > d/a/a.txt; echo 5 > d/a/no.md; echo 6 > 'd/x[1]*.txt'; echo 7 > d/b/plain; echo 8 > d/b/e.x; ";

    [Theory]
    [InlineData("'d/**/*.txt'", "d/a/B.txt d/a/a.txt d/b/c/y.txt d/x[1]*.txt d/z.txt")]
    [InlineData("'d/*/*.md' d/z.txt", "d/a/no.md d/z.txt")]
    [InlineData("'./d/a/*'", "./d/a/B.txt ./d/a/a.txt ./d/a/no.md")]
    [InlineData("'d/x[1]*.txt'", "d/x[1]*.txt")]
    [InlineData("'**/y.*'", "d/b/c/y.txt")]
    [InlineData("'d/b/*.*'", "d/b/e.x")]
    [InlineData("'d//**//*.txt'", "d/a/B.txt d/a/a.txt d/b/c/y.txt d/x[1]*.txt d/z.txt")]
    [InlineData("'d/**/c/**'", "d/b/c/y.txt")]
    public async Task Patterns_are_paths_in_ordinal_order_and_what_is_there_is_itself(string patterns, string expected)
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"{Tree} \"$actormap\" map -e 'x => x' -i files {patterns}", scratch.Folder);

        Assert.Equal((0, string.Join('\n', expected.Split(' ')) + "\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_pattern_may_start_at_the_root()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"{Tree} \"$actormap\" map -e '(FileInfo f) => File.ReadAllText(f.FullName).Trim()' -i files '{scratch.Folder}/d/**/*.txt'", scratch.Folder);

        Assert.Equal((0, "3\n4\n2\n6\n1\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Standard_input_gives_a_path_a_line_or_ends_each_in_NUL()
    {
        using var scratch = new Scratch();
        var lines = await Tool.BashAsync($"{Tree} printf 'd/z.txt\\n\\nd/a/a.txt' | \"$actormap\" map -e '(FileInfo f) => f' -i files", scratch.Folder);
        var zeros = await Tool.BashAsync("find d -name '*.txt' -print0 | sort -z | \"$actormap\" map -e 'x => File.ReadAllText(x).Trim()' -i files -0", scratch.Folder);

        Assert.Equal((0, "d/z.txt\nd/a/a.txt\n", ""), (lines.ExitCode, lines.Output, lines.Error));
        Assert.Equal((0, 5, ""), (zeros.ExitCode, zeros.Lines.Length, zeros.Error));
    }

    [Fact]
    public async Task Any_folders_are_not_those_behind_links()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"{Tree} ln -s . d/loop; ln -s .. d/b/up; ln -s a d/link; \"$actormap\" map -e 'x => x' -i files 'd/**/a.txt' 'd/l*k/a.txt'", scratch.Folder);

        Assert.Equal((0, "d/a/a.txt\nd/link/a.txt\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task What_lies_above_what_a_star_stands_for_is_not_looked_for()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"{Tree} \"$actormap\" map -e 'x => x' -i files 'd/*/../z.*'", scratch.Folder);

        Assert.Equal((4, "", "actormap: can't look for d/*/../z.*: .. may stand before the first star, and not behind one.\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData("mkdir $'d/\\xff'", "'d/**/*.txt'", "d/\uFFFD")]
    [InlineData("touch $'d/a/\\xff.txt'", "'d/*/*.txt'", "d/a/\uFFFD.txt")]
    public async Task A_name_that_is_no_UTF8_is_told_and_not_taken_for_another(string make, string pattern, string name)
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"{Tree} {make}; \"$actormap\" map -e 'x => x' -i files {pattern}; code=$?; \"$actormap\" map -e 'x => x' -i files 'd/*.txt' > /dev/null || code=$?; rm -r d; exit $code", scratch.Folder);

        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"actormap: the name of {name} is no UTF-8, ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'d/**/*.png'", "no file matches d/**/*.png (below ")]
    [InlineData("nowhere/x.txt", "there is no file nowhere/x.txt.")]
    [InlineData("'d/?.txt'", "there is no file d/?.txt; of patterns only * and ** are known.")]
    [InlineData("d", "d is a directory; the files in it are 'd/*'")]
    [InlineData("'nowhere/*.txt'", "no file matches nowhere/*.txt (below ")]
    public async Task What_is_not_there_is_told_before_anything_runs(string pattern, string message)
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"{Tree} \"$actormap\" map -e 'x => x' -i files d/z.txt {pattern}", scratch.Folder);

        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"actormap: {message}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_names_the_path_and_an_output_that_matches_is_refused()
    {
        using var scratch = new Scratch();
        var failed = await Tool.BashAsync($"{Tree} \"$actormap\" map -e 'x => int.Parse(\"?\")' -i files 'd/z*'", scratch.Folder);
        var output = await Tool.BashAsync("\"$actormap\" map -e 'x => x' -i files 'd/z*' -o d/z.txt", scratch.Folder);

        Assert.Equal(6, failed.ExitCode);
        Assert.Contains("item 0 (d/z.txt) failed", failed.Error, StringComparison.Ordinal);
        Assert.Equal((2, "1\n"), (output.ExitCode, scratch.Read("d/z.txt")));
        Assert.Contains("is also an input", output.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_knows_how_many_there_are()
    {
        using var scratch = new Scratch();
        var result = await Tool.BashAsync($"{Tree} \"$actormap\" map -e 'x => x' -i files 'd/**/*.txt' --progress json -o out", scratch.Folder);

        Assert.Contains("{\"done\":5,\"failed\":0,\"total\":5,", result.Error, StringComparison.Ordinal);
    }
}
