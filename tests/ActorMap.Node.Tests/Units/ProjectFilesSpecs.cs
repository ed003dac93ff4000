using ActorMap.Node.Functions;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Units;

public sealed class ProjectFilesSpecs : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("lib.vbproj", "<Project />", "inner/A.vb", "B.cs", "C.resx")]
    [InlineData("lib.fsproj", "<Project><ItemGroup><Compile Include=\"a.fs;..\\linked\\b.fs\" /></ItemGroup></Project>", "a.fs", "../linked/b.fs")]
    [InlineData("lib.csproj", "<Project><ItemGroup><EmbeddedResource Include=\"data/**/*.csv\" /></ItemGroup></Project>", "data/a.csv", "data/b/c.csv")]
    [InlineData("lib.csproj", "<Project><ItemGroup><Compile Include=\"../shared/*.cs\" Link=\"x\" /></ItemGroup></Project>", "../shared/a.cs")]
    [InlineData("lib.csproj", "<Project><ItemGroup><Reference Include=\"Old\"><HintPath>../bin/old.dll</HintPath></Reference></ItemGroup></Project>", "../bin/old.dll")]
    [InlineData("lib.csproj", "<Project><Import Project=\"$(MSBuildThisFileDirectory)../more.props\" /></Project>", "../more.props")]
    [InlineData("lib.csproj", "<Project />", "../Directory.Build.props", "../Directory.Build.targets", "../Directory.Packages.props", "../global.json", "../nuget.config")]
    [InlineData("lib.csproj", "is being written", "A.cs")]
    public void What_a_project_is_made_of_is_found_wherever_it_is(string project, string text, params string[] files)
    {
        Write($"lib/{project}", text);
        foreach (var file in files) Write($"lib/{file}", string.Empty);

        Assert.Equal(files.Select(Below).Append($"lib/{project}").Order(StringComparer.Ordinal), Found(project).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Projects_and_imports_are_followed_out_of_any_kind_of_project_and_once()
    {
        Write("lib/lib.fsproj", "<Project><ItemGroup><ProjectReference Include=\"..\\vb\\vb.vbproj\" /></ItemGroup></Project>");
        Write("vb/vb.vbproj", "<Project><ItemGroup><ProjectReference Include=\"../lib/lib.fsproj\" /></ItemGroup></Project>");
        Write("Directory.Build.props", "<Project><Import Project=\"build/all.props\" /></Project>");
        Write("build/all.props", "<Project><Import Project=\"../Directory.Build.props\" /><ItemGroup><Compile Include=\"own.vb\" /><Compile Include=\"Common.vb\" /></ItemGroup></Project>");
        foreach (var file in (string[])["build/Common.vb", "vb/own.vb"]) Write(file, string.Empty);

        Assert.Equal(["Directory.Build.props", "build/Common.vb", "build/all.props", "lib/lib.fsproj", "vb/own.vb", "vb/vb.vbproj"], Found("lib.fsproj").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_build_leaves_what_is_hidden_and_results_of_maps_are_no_part_of_it()
    {
        Write("lib/lib.csproj", "<Project><ItemGroup><PackageReference Include=\"A.B\" /><Compile Include=\"$(Somewhere)/*.cs\" /></ItemGroup></Project>");
        foreach (var file in (string[])["bin/A.cs", "inner/obj/B.cs", ".git/C.cs", "journal", "out.csv"]) Write($"lib/{file}", string.Empty);

        Assert.Equal(["lib/lib.csproj"], Found("lib.csproj"));
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_scratch.Path(name)))!);
        _scratch.File(name, text);
    }

    private string Below(string file) => Path.GetRelativePath(_scratch.Folder, Path.GetFullPath(file, _scratch.Path("lib")));

    /// <summary>Below the spec's own folder: above it may lie anything.</summary>
    private string[] Found(string project) =>
        [.. ProjectFiles.Of([_scratch.Path($"lib/{project}")]).Where(file => file.StartsWith(_scratch.Folder, StringComparison.Ordinal)).Select(Below)];
}
