using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Packaging;

/// <summary>The tool has a package for each runtime, with native code ahead of time, one for any other, and one that names them, by which it is installed.</summary>
[Collection(nameof(PackedRepository))]
public sealed class RuntimePackageSpecs(PackedRepository repository)
{
    private const string Name = "ActorMap.Tool";

    /// <summary>Where the compiler for native code can't be had, one package is all there is.</summary>
    private string ForAnyRuntime => repository.HasRuntimes ? $"{Name}.any" : Name;

    [Theory]
    [InlineData("ActorMap.Node")]
    [InlineData("ActorMap")]
    [InlineData("ActorMap.Cluster")]
    [InlineData("Akka")]
    public void What_is_installed_here_has_native_code_ahead_of_time(string library) =>
        Assert.Equal(repository.HasRuntimes, HasNativeCode(Path.Combine(repository.Installed, $"{library}.dll")));

    [Fact]
    public void The_package_that_is_asked_for_names_those_of_the_runtimes_and_has_no_program()
    {
        if (!repository.HasRuntimes)
        {
            Assert.Equal("dotnet", Command(Name).Attribute("Runner")!.Value);
            return;
        }

        string[] runtimes = [.. Settings(Name).Descendants("RuntimeIdentifierPackage").Select(package => package.Attribute("Id")!.Value).Order(StringComparer.Ordinal)];
        Assert.Equal(2, runtimes.Length);
        Assert.Equal($"{Name}.any", runtimes[0]);
        Assert.DoesNotContain(Files(Name), file => file.EndsWith(".dll", StringComparison.Ordinal));
        foreach (var runtime in runtimes)
        {
            // By the SDK's own program: as an executable Windows would start it through a batch file.
            Assert.Equal(("dotnet", "ActorMap.Node.dll"), (Command(runtime).Attribute("Runner")!.Value, Command(runtime).Attribute("EntryPoint")!.Value));
            Assert.Contains("ActorMap.Node.dll", Files(runtime));
        }
    }

    [Fact]
    public async Task The_package_for_any_other_runtime_runs_without_native_code()
    {
        using var scratch = new Scratch();
        ZipFile.ExtractToDirectory(FileOf(ForAnyRuntime), scratch.Path("any"));
        var program = Assert.Single(Directory.GetFiles(scratch.Path("any"), "ActorMap.Node.dll", SearchOption.AllDirectories));

        Assert.False(HasNativeCode(program));
        var result = await Tool.BashAsync($"seq 1 3 | dotnet '{program}' map -e '(int x) => x * x' --processes -j 1", scratch.Folder);
        Assert.Equal((0, "1\n4\n9\n"), (result.ExitCode, result.Output));
    }

    private static bool HasNativeCode(string library)
    {
        using var reader = new PEReader(File.OpenRead(library));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private string FileOf(string package) => Path.Combine(repository.Feed, repository.Packages.Single(file => PackageSpecs.Id(file) == package));

    private string[] Files(string package)
    {
        using var archive = ZipFile.OpenRead(FileOf(package));
        return [.. archive.Entries.Select(entry => entry.Name)];
    }

    private XElement Settings(string package)
    {
        using var archive = ZipFile.OpenRead(FileOf(package));
        using var settings = archive.Entries.Single(entry => entry.Name == "DotnetToolSettings.xml").Open();
        return XDocument.Load(settings).Root!;
    }

    private XElement Command(string package) => Settings(package).Descendants("Command").Single();
}
