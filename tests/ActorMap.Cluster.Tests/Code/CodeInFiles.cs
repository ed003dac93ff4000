using System.Runtime.Loader;
using ActorMap.Cluster.Code;
using Xunit;

namespace ActorMap.Cluster.Tests.Code;

public sealed class CodeInFiles : IDisposable
{
    private const string German = """[assembly: System.Reflection.AssemblyCulture("de")]""";
    private static readonly byte[] Helper = Compiler.Compile("Beside", "public static class H { public static int Twice(int x) => 2 * x; }");
    private static readonly byte[] Function = Compiler.Compile("Looking", "public static class F { public static int Run(int x) => H.Twice(x); }", Helper);
    private static readonly byte[] Texts = Compiler.WithTexts("Texts", "public static class T { public static int Run(int x) => x; }");
    private static readonly byte[] GermanTexts = Compiler.Compile("Texts.resources", German);

    private readonly string _folder = Directory.CreateTempSubdirectory("actormap-specs-").FullName;
    private readonly AssemblyLoadContext _program = new("program", isCollectible: true);

    public void Dispose()
    {
        _program.Unload();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Texts_in_other_languages_travel_with_what_they_belong_to()
    {
        var main = _program.LoadFromAssemblyPath(Write("Texts.dll", Texts));
        Write("de/Texts.resources.dll", GermanTexts);
        Write("fr/Other.resources.dll", GermanTexts);
        Write("xx/Texts.resources.dll", Texts);

        var files = CodePackage.Of([main]);

        Assert.Equal(["Texts", "de/Texts.resources"], files.Select(file => file.Id.Name));
        using var code = new JobCode(files.Select(file => file.Listing), id => files.Single(file => file.Id == id).Image);
        Assert.Equal(7, Images.Call(code.Load(files[0].Id), "T", 7));
        Assert.Contains("Culture=de", code.Load(files[1].Id).FullName, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_can_not_be_read_are_told()
    {
        var main = _program.LoadFromAssemblyPath(Write("Texts.dll", Texts));
        Write("de/Texts.resources.dll", [1, 2, 3]);
        Assert.Contains("The texts of Texts in other languages", Assert.Throws<FunctionLoadException>(() => CodePackage.Of([main])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_of_what_the_node_has_itself_are_found_by_its_own_loader()
    {
        var own = CodePackage.Of([typeof(CodeInFiles).Assembly])[0];
        var texts = Compiler.Compile($"{own.Id.Name}.resources", German);
        using var code = new JobCode([own.Listing, Images.Listing(texts)], _ => throw new InvalidOperationException("not asked"));
        Assert.Same(typeof(CodeInFiles).Assembly, code.Load(own.Id));
        Assert.Throws<FunctionLoadException>(() => code.Load(Images.Id(texts)));
    }

    [Fact]
    public void What_code_looks_for_while_it_runs_is_found_beside_its_file_on_the_same_machine()
    {
        Write("Beside.dll", Helper);
        using var code = new JobCode([Images.Listing(Function)], _ => Function, [Path.Combine(_folder, "was.deleted.dll"), Write("Looking.dll", Function)]);
        Assert.Equal(42, Images.Call(code.Load(Images.Id(Function)), "F", 21));
    }

    [Fact]
    public void Nothing_is_looked_for_in_files_of_another_machine()
    {
        Write("Beside.dll", Helper);
        Write("Looking.dll", Function);
        using var code = Images.Job(Function);
        Assert.IsType<FileNotFoundException>(Assert.ThrowsAny<Exception>(() => Images.Call(code.Load(Images.Id(Function)), "F", 21)).InnerException);
    }

    private string Write(string name, byte[] image)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, image);
        return path;
    }
}
