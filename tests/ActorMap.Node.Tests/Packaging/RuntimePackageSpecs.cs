using System.IO.Compression;
using System.Runtime.InteropServices;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Packaging;

/// <summary>The tool as <c>pack.sh</c> packs it: a package for each runtime and one for any other, of which the SDK installs the one that fits.</summary>
public sealed class RuntimePackageSpecs
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    // Without the native code, which takes minutes to make; what is in which package is the same.
    [Fact]
    public async Task The_package_of_this_runtime_is_installed_where_there_is_one()
    {
        using var scratch = new Scratch();
        var (runtime, feed, tool) = (RuntimeInformation.RuntimeIdentifier, scratch.Path("feed"), scratch.Path("tool"));
        await SucceedAsync(
            $"CI=true dotnet pack src/Node -c Release -o '{feed}' -p:ToolRuntimes={runtime}+any -p:PublishReadyToRun=false -p:UseArtifactsOutput=true -p:ArtifactsPath='{scratch.Path("artifacts")}' "
            + "-p:RunAnalyzers=false -p:UseSharedCompilation=false -nodeReuse:false -v quiet --nologo", Tool.Root);

        Assert.Equal(["ActorMap.Tool", "ActorMap.Tool.any", $"ActorMap.Tool.{runtime}"], Directory.GetFiles(feed, "*.nupkg").Select(Id).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("ActorMap.Node.dll", FilesOf(feed, "ActorMap.Tool"));
        Assert.Contains("ActorMap.Node.dll", FilesOf(feed, "ActorMap.Tool.any"));
        Assert.Contains("ActorMap.Node.dll", FilesOf(feed, $"ActorMap.Tool.{runtime}"));

        await SucceedAsync($"dotnet tool install ActorMap.Tool --tool-path '{tool}' --add-source '{feed}'", scratch.Folder);
        var installed = Assert.Single(Directory.GetFiles(tool, "ActorMap.Node.dll", SearchOption.AllDirectories));
        Assert.Contains($"actormap.tool.{runtime}", installed, StringComparison.Ordinal);
        var result = await SucceedAsync($"seq 1 3 | '{tool}/actormap' map -e '(int x) => x * x'; '{tool}/actormap' map -e '(int x) => x + 1' --processes -j 1 <<< 41", scratch.Folder);
        Assert.Equal(["1", "4", "9", "42"], result.Lines);
    }

    private static async Task<ToolResult> SucceedAsync(string script, string folder)
    {
        var result = await Tool.BashAsync(script, folder, Deadline);
        Assert.True(result.ExitCode == 0, $"{script}\n{result.Output}{result.Error}");
        return result;
    }

    private static string[] FilesOf(string feed, string id)
    {
        using var archive = ZipFile.OpenRead(Directory.GetFiles(feed, "*.nupkg").Single(path => Id(path) == id));
        return [.. archive.Entries.Select(entry => entry.Name)];
    }

    /// <summary><c>ActorMap.Tool.linux-x64.0.1.0.nupkg</c> is <c>ActorMap.Tool.linux-x64</c>.</summary>
    private static string Id(string path) => string.Join('.', Path.GetFileName(path).Split('.').TakeWhile(part => !char.IsAsciiDigit(part[0])));
}
