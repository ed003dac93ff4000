using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary><c>#:</c> lines in files of <c>--using</c>, and projects that are more than C# in one folder.</summary>
public sealed class UsingFileSpecs : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task They_count_from_their_own_folder_and_the_function_s_file_has_the_last_word()
    {
        foreach (var folder in (string[])["lib", "more"]) Directory.CreateDirectory(_scratch.Path(folder));
        Write("lib/lib.csproj", string.Empty);
        _scratch.File("lib/Factor.cs", "public static class Factor { public const int Value = 2; }");
        _scratch.File("more/more.cs", "#:project ../lib\n#:property DefineConstants=$(DefineConstants);MORE\n#:property InformationalVersion=1-more\nstatic class More { public static int Of(int x) => x * Factor.Value; }\n");
        _scratch.File("fn.cs",
            """
            #:property DefineConstants=$(DefineConstants);OWN
            #:property InformationalVersion=1-own
            #:property IncludeSourceRevisionInInformationalVersion=false
            #if OWN && MORE
            static class Fn
            {
                static string Map(int x) => $"{More.Of(x)} {System.Reflection.CustomAttributeExtensions.GetCustomAttribute<System.Reflection.AssemblyInformationalVersionAttribute>(typeof(Fn).Assembly).InformationalVersion}";
            }
            #endif
            """);
        var first = await RunAsync("echo 20 | \"$actormap\" map fn.cs --using more/more.cs --journal j");
        Assert.Equal((0, "40 1-own\n", ""), (first.ExitCode, first.Output, first.Error));

        _scratch.File("lib/Factor.cs", "public static class Factor { public const int Value = 3; }");
        var resumed = await RunAsync("echo 20 | \"$actormap\" map fn.cs --using more/more.cs --journal j --resume");
        Assert.Equal((4, ""), (resumed.ExitCode, resumed.Output));
        Assert.Contains("lib.csproj", resumed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#:package A@1", "#:package a@2", "more.cs:2: #:package a@2 is another version than A@1, which a line before it names.")]
    [InlineData("#:sdk A@1", "#:sdk A", "more.cs:2: #:sdk A is another version than A@1, ")]
    [InlineData("#:package A", "#:packge B", "more.cs:2: #:packge means nothing here; ")]
    public async Task What_does_not_go_together_is_told_with_exit_3(string own, string other, string message)
    {
        _scratch.File("fn.cs", $"{own}\nstatic int Map(int x) => x;\n");
        _scratch.File("more.cs", $"\n{other}\nclass More;\n");
        var result = await RunAsync("echo 1 | \"$actormap\" map fn.cs --using more.cs");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"actormap: {message}", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-e 'x => x'")]
    [InlineData("fn.cs")]
    public async Task A_file_that_is_not_there_is_told_by_the_option_that_names_it(string function)
    {
        _scratch.File("fn.cs", "static int Map(int x) => x;\n");
        var result = await RunAsync($"echo 1 | \"$actormap\" map {function} --using nope.cs");

        Assert.Equal((3, "actormap: --using nope.cs: there is no such file.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task A_lambda_can_have_none_and_the_line_is_named()
    {
        _scratch.File("more.cs", "// more\n#:package Some.Package@1.0.0\nstatic class More { public static int Of(int x) => Some.Thing.Of(x); }\n");
        var result = await RunAsync("echo 1 | \"$actormap\" map -e '(int x) => More.Of(x)' --using more.cs");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Equal("actormap: more.cs:2: #:package Some.Package@1.0.0: such a line is for the SDK, which builds C# files only, and not -e. Put the function into a C# file, and map with that.\n", result.Error);

        _scratch.File("more.cs", "#:property PublishAot=false\nstatic class More { public static int Of(int x) => x + 1; }\n");
        result = await RunAsync("echo 1 | \"$actormap\" map -e '(int x) => More.Of(x)' --using more.cs");
        Assert.Equal((0, "2\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task A_project_is_built_again_when_its_sources_of_any_language_or_its_data_change()
    {
        foreach (var folder in (string[])["vb", "cs"]) Directory.CreateDirectory(_scratch.Path(folder));
        Write("vb/vb.vbproj", string.Empty);
        _scratch.File("vb/M.vb", "Public Module M\nPublic Function F() As String\nReturn \"one\"\nEnd Function\nEnd Module\n");
        Write("cs/cs.csproj", "<ItemGroup><EmbeddedResource Include=\"table.csv\" LogicalName=\"table\" /></ItemGroup>");
        _scratch.File("cs/C.cs", "public static class C { public static string F() => new System.IO.StreamReader(typeof(C).Assembly.GetManifestResourceStream(\"table\")).ReadToEnd(); }");
        _scratch.File("cs/table.csv", "red");
        _scratch.File("fn.cs", "#:project vb\n#:project cs\nstatic string Map(string x) => $\"{x} {vb.M.F()} {C.F()}\";\n");
        const string Run = "echo a | \"$actormap\" map fn.cs";
        var result = await RunAsync($"{Run}; sed -i s/one/two/ vb/M.vb; {Run}; echo -n green > cs/table.csv; {Run}; {Run}; ls cache/actormap/functions | wc -l");

        Assert.Equal((0, "a one red\na two red\na two green\na two green\n3\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    private void Write(string project, string more) =>
        _scratch.File(project, $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>{more}</Project>");

    private Task<ToolResult> RunAsync(string script) => Tool.BashAsync($"export XDG_CACHE_HOME=$PWD/cache; {script}", _scratch.Folder, TimeSpan.FromMinutes(10));
}
