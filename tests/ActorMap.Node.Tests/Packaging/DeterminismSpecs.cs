using System.IO.Compression;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Packaging;

/// <summary>Who builds the sources gets the bytes that were released, wherever he builds them.</summary>
public sealed class DeterminismSpecs
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    // What NuGet names anew in each package.
    private static readonly string[] Named = ["_rels/.rels", "package/services/metadata/core-properties/"];

    [Fact]
    public async Task Packing_the_same_sources_twice_gives_the_same_files()
    {
        using var scratch = new Scratch();
        var first = await PackAsync(scratch, "first");
        var second = await PackAsync(scratch, "a/second");

        Assert.Contains("ActorMap.Cluster.dll", first.Keys);
        Assert.Contains("ActorMap.Abstractions.pdb", first.Keys);
        Assert.Contains("lib/net10.0/ActorMap.Cluster.dll", first.Keys);
        Assert.Contains("lib/net10.0/ActorMap.Cluster.pdb", first.Keys);
        Assert.Equal(first.Keys.Order(StringComparer.Ordinal), second.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(first.Where(file => !file.Value.SequenceEqual(second[file.Key])).Select(file => file.Key));
    }

    /// <returns>The files of the packages, and the assemblies of ours that went into them.</returns>
    private static async Task<Dictionary<string, byte[]>> PackAsync(Scratch scratch, string name)
    {
        var (artifacts, feed) = (scratch.Path($"{name}/artifacts"), scratch.Path($"{name}/feed"));
        var result = await Tool.BashAsync(
            $"CI=true dotnet pack src/Cluster -c Release -o '{feed}' -p:UseArtifactsOutput=true -p:ArtifactsPath='{artifacts}' -p:RunAnalyzers=false -p:UseSharedCompilation=false -nodeReuse:false -v quiet --nologo",
            Tool.Root, Deadline);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);

        Dictionary<string, byte[]> files = [];
        foreach (var path in Directory.GetFiles(Path.Combine(artifacts, "bin", "ActorMap.Cluster"), "ActorMap*", SearchOption.AllDirectories)) files[Path.GetFileName(path)] = await File.ReadAllBytesAsync(path);
        foreach (var package in Directory.GetFiles(feed))
        {
            using var archive = ZipFile.OpenRead(package);
            foreach (var entry in archive.Entries.Where(entry => !Named.Any(name => entry.FullName.StartsWith(name, StringComparison.Ordinal))))
            {
                using var content = new MemoryStream();
                await using var file = entry.Open();
                await file.CopyToAsync(content);
                files[entry.FullName] = content.ToArray();
            }
        }

        return files;
    }
}
