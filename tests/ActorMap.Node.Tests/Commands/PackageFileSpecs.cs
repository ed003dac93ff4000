using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Function files with <c>#:</c> lines, each spec with a cache of its own.</summary>
public sealed class PackageFileSpecs
{
    private const string Deque =
        """
        #:package Nito.Collections.Deque@1.2.1
        using Nito.Collections;
        static class Last { static int Map(int item) { var deque = new Deque<int>([item, item + 1]); return deque[^1] * 1; } }
        """;

    private static Task<ToolResult> RunAsync(Scratch scratch, string script) =>
        Tool.BashAsync($"export XDG_CACHE_HOME=$PWD/cache; {script}", scratch.Folder, TimeSpan.FromMinutes(10));

    private static string[] Cached(Scratch scratch) => Directory.GetDirectories(scratch.Path("cache/actormap/functions"));

    [Fact]
    public async Task Two_first_runs_at_once_leave_one_build_and_a_changed_file_another()
    {
        using var scratch = new Scratch();
        scratch.File("last.cs", Deque.Replace("[^1]", "[1]", StringComparison.Ordinal));
        var both = await RunAsync(scratch, "(echo 1 | \"$actormap\" map last.cs) & (echo 1 | \"$actormap\" map last.cs) & wait");

        Assert.Equal((0, "2\n2\n", ""), (both.ExitCode, both.Output, both.Error));
        var first = Assert.Single(Cached(scratch));
        var built = File.GetLastWriteTimeUtc(Path.Combine(first, "out", "function.dll"));

        var again = await RunAsync(scratch, "echo 1 | \"$actormap\" map last.cs");
        Assert.Equal("2\n", again.Output);
        Assert.Equal(built, File.GetLastWriteTimeUtc(Path.Combine(Assert.Single(Cached(scratch)), "out", "function.dll")));

        scratch.File("last.cs", scratch.Read("last.cs").Replace("* 1", "* 10", StringComparison.Ordinal));
        var changed = await RunAsync(scratch, "echo 1 | \"$actormap\" map last.cs");
        Assert.Equal((0, "20\n", ""), (changed.ExitCode, changed.Output, changed.Error));
        Assert.Equal(2, Cached(scratch).Length);
    }

    [Fact]
    public async Task A_package_that_is_not_to_be_had_is_told_with_exit_3_and_leaves_nothing()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Path("feed"));
        scratch.File("nuget.config", "<configuration><packageSources><clear /><add key=\"here\" value=\"feed\" /></packageSources></configuration>");
        scratch.File("last.cs", Deque.Replace("Nito.Collections.Deque@1.2.1", "ActorMap.Is.Not.There@9.9.9", StringComparison.Ordinal));
        var result = await RunAsync(scratch, "echo 1 | \"$actormap\" map last.cs");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("actormap: last.cs does not build with its packages.\n  error NU1101: Unable to find package ActorMap.Is.Not.There.", result.Error, StringComparison.Ordinal);
        Assert.Contains("here", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("function.csproj", result.Error, StringComparison.Ordinal);
        Assert.Empty(Cached(scratch));
    }

    [Fact]
    public async Task Properties_and_projects_take_part_and_a_changed_project_is_built_again()
    {
        using var scratch = new Scratch();
        foreach (var folder in (string[])["lib", "lib/inner"]) Directory.CreateDirectory(scratch.Path(folder));
        scratch.File("lib/lib.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        scratch.File("lib/inner/Factor.cs", "public static class Factor { public const int Value = 2; }");
        scratch.File("twice.cs",
            """
            #:project lib
            #:property DefineConstants=$(DefineConstants);OFFSET
            #if OFFSET
            static class Twice { static int Map(int item) => (item * Factor.Value) + 1; }
            #endif
            """);
        var first = await RunAsync(scratch, "echo 20 | \"$actormap\" map twice.cs --journal j");
        Assert.Equal((0, "41\n", ""), (first.ExitCode, first.Output, first.Error));

        scratch.File("lib/inner/Factor.cs", "public static class Factor { public const int Value = 3; }");
        var resumed = await RunAsync(scratch, "echo 20 | \"$actormap\" map twice.cs --journal j --resume");
        Assert.Equal((4, ""), (resumed.ExitCode, resumed.Output));
        Assert.Matches(@"the code of the function was twice\.cs ([0-9a-f]{16}), lib\.csproj [0-9a-f]{16}, and is twice\.cs \1, lib\.csproj ", resumed.Error);

        var second = await RunAsync(scratch, "echo 20 | \"$actormap\" map twice.cs");
        Assert.Equal((0, "61\n", ""), (second.ExitCode, second.Output, second.Error));
    }

    [Fact]
    public async Task A_build_ends_with_the_tool_and_leaves_nothing()
    {
        using var scratch = new Scratch();
        var line = await Scripts.LifeLineAsync(scratch);
        Directory.CreateDirectory(scratch.Path("lib"));
        scratch.File("lib/lib.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>"
            + $"<Target Name=\"Hold\" BeforeTargets=\"CoreCompile\"><Exec Command=\"exec 9&gt; '{line}'; echo held &gt;&amp;9; sleep 1000 &amp; sleep 1000; :\" /></Target></Project>");
        var file = scratch.File("held.cs", "#:project lib\nstatic class Held { static int Map(int item) => item; }\n");
        await using var tool = RunningTool.Start("env", [$"XDG_CACHE_HOME={scratch.Path("cache")}", Tool.Path, "map", file]);
        await Task.Run(async () =>
        {
            using var build = new StreamReader(line);
            Assert.Equal("held", await build.ReadLineAsync());
            await tool.SignalAsync("TERM");
            Assert.Empty(await build.ReadToEndAsync());
        }).WaitAsync(ActorMap.Tests.Shared.Patience.Long);
        var end = await tool.EndAsync();

        Assert.Equal((143, "", ""), (end.ExitCode, end.Output, end.Error));
        Assert.Empty(Cached(scratch));
    }

    [Fact]
    public async Task A_cache_that_can_t_be_written_costs_the_build_and_no_more()
    {
        using var scratch = new Scratch();
        scratch.File("cache", "a file where the folder should be");
        scratch.File("plain.cs", "#:property LangVersion=latest\nstatic class Plain { static int Map(int item) => item + 1; }\n");
        var result = await RunAsync(scratch, "mkdir tmp; echo 1 | TMPDIR=$PWD/tmp \"$actormap\" map plain.cs; ls -d tmp/actormap-function-* 2> /dev/null; true");

        Assert.Equal((0, "2\n"), (result.ExitCode, result.Output));
        Assert.Matches(@"^actormap: the cache \S+ can't be written, so this build is not kept: .*XDG_CACHE_HOME names another\.\n$", result.Error);
    }

    [Fact]
    public async Task A_build_that_is_damaged_is_made_anew()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Path("lib"));
        scratch.File("lib/lib.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        scratch.File("lib/Factor.cs", "public static class Factor { public static int Value => 2; }");
        scratch.File("twice.cs", "#:project lib\nstatic int Map(int item) => item * Factor.Value;\n");
        const string Run = "echo 20 | \"$actormap\" map twice.cs";
        var result = await RunAsync(scratch, $"{Run}; for file in out/function.dll out/lib.dll built; do : > \"$(echo cache/actormap/functions/*)/$file\"; {Run}; done; touch kept; {Run}; find cache -newer kept");

        // Each time in the place of the one before; the last time nothing is made.
        Assert.Equal((0, "40\n40\n40\n40\n40\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Single(Cached(scratch));
    }

    [Fact]
    public async Task With_no_place_to_build_in_the_places_are_named()
    {
        using var scratch = new Scratch();
        scratch.File("cache", "a file where the folder should be");
        scratch.File("plain.cs", "#:property LangVersion=latest\nstatic int Map(int item) => item + 1;\n");
        var result = await RunAsync(scratch, "echo 1 | TMPDIR=$PWD/cache/tmp \"$actormap\" map plain.cs");

        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.Matches(@"^actormap: there is no place to build in: the cache \S+/functions can't be written \(.+\), nor can the temporary folder \S+/tmp/ \(.+\)\. XDG_CACHE_HOME names another cache, TMPDIR another folder\.\n$", result.Error);
    }

    [Fact]
    public async Task A_file_that_can_t_be_read_is_told_with_exit_3()
    {
        using var scratch = new Scratch();
        scratch.File("plain.cs", "#:property LangVersion=latest\nstatic int Map(int item) => item + 1;\n");
        scratch.File("more.cs", "class More;");
        var result = await RunAsync(scratch, "if [ $(id -u) = 0 ]; then anybody='setpriv --bounding-set=-dac_override,-dac_read_search'; fi; chmod 0 more.cs; echo 1 | $anybody \"$actormap\" map plain.cs --using more.cs");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Matches("^actormap: can't read the function .*more\\.cs: .*denied", result.Error);
    }

    [Fact]
    public async Task A_function_outside_of_any_class_is_built_as_well()
    {
        using var scratch = new Scratch();
        scratch.File("plain.cs", "#:property LangVersion=latest\nstatic int Map(int item) => item + 1;\n");
        var result = await RunAsync(scratch, "for i in 1 2; do echo $i | \"$actormap\" map plain.cs; done");

        Assert.Equal((0, "2\n3\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Single(Cached(scratch));
    }

    [Fact]
    public async Task Another_sdk_brings_what_it_brings()
    {
        using var scratch = new Scratch();
        scratch.File("web.cs", "#:sdk Microsoft.NET.Sdk.Web\n#:property PublishAot=false\nusing Microsoft.AspNetCore.WebUtilities;\nstatic class Web { static string Map(string item) => ReasonPhrases.GetReasonPhrase(int.Parse(item)); }\n");
        var result = await RunAsync(scratch, "echo 404 | \"$actormap\" map web.cs");

        Assert.Equal((0, "Not Found\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Errors_of_the_code_name_the_user_s_file_and_line()
    {
        using var scratch = new Scratch();
        scratch.File("wrong.cs", "#:property LangVersion=latest\nstatic class Wrong { static int Map(string item) => item.Lenght; }\n");
        var result = await RunAsync(scratch, "echo 1 | \"$actormap\" map wrong.cs");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Matches(@"wrong\.cs\(2,\d+\): error CS1061: ", result.Error);
        Assert.DoesNotContain("function.csproj", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#:packge A@1", "file.cs:1: #:packge means nothing here; what does is #:package, #:project, #:property and #:sdk.")]
    [InlineData("// first\n#:package", "file.cs:2: #:package names nothing")]
    [InlineData("#:property Nullable", "file.cs:1: #:property names nothing; write #:property NAME=VALUE.")]
    [InlineData("#:project nowhere", "names the project ")]
    public async Task A_line_that_means_nothing_is_told_with_exit_3(string line, string message)
    {
        using var scratch = new Scratch();
        scratch.File("file.cs", $"{line}\nstatic class Plain {{ static int Map(int item) => item; }}\n");
        var result = await RunAsync(scratch, "echo 1 | \"$actormap\" map file.cs");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_looks_like_a_directive_in_a_text_is_none()
    {
        using var scratch = new Scratch();
        scratch.File("text.cs", "static class Text { static string Map(string item) => item + @\"\n#:packge no\n\".Trim(); }\n");
        var result = await RunAsync(scratch, "echo 1 | \"$actormap\" map text.cs");

        Assert.Equal((0, "1#:packge no\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.False(Directory.Exists(scratch.Path("cache/actormap/functions")), "It was built by the SDK.");
    }
}
