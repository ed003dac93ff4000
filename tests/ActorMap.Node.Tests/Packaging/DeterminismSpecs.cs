using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Packaging;

/// <summary>Who builds the sources gets the packages that were released, to the byte, wherever and whenever he builds them.</summary>
public sealed class DeterminismSpecs
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Packing_the_same_sources_in_two_places_gives_the_same_bytes()
    {
        using var scratch = new Scratch();
        var first = await PackAsync(scratch, "first");
        var second = await PackAsync(scratch, "another/second");

        Assert.Contains(first.Keys, name => name.EndsWith(".nupkg", StringComparison.Ordinal));
        Assert.Contains(first.Keys, name => name.EndsWith(".snupkg", StringComparison.Ordinal));
        Assert.Equal(first.Keys.Order(StringComparer.Ordinal), second.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(first.Where(file => !file.Value.SequenceEqual(second[file.Key])).Select(file => file.Key));
    }

    /// <summary>What makes packages the same is said once for all projects; the smallest of them shows it.</summary>
    private static async Task<Dictionary<string, byte[]>> PackAsync(Scratch scratch, string name)
    {
        var (artifacts, feed) = (scratch.Path($"{name}/artifacts"), scratch.Path($"{name}/feed"));
        var result = await Tool.BashAsync(
            $"unset SOURCE_DATE_EPOCH; CI=true dotnet pack src/Messages -c Release -o '{feed}' -p:UseArtifactsOutput=true -p:ArtifactsPath='{artifacts}' -p:RunAnalyzers=false -p:UseSharedCompilation=false -nodeReuse:false -v quiet --nologo",
            Tool.Root, Deadline);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return Directory.GetFiles(feed).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes, StringComparer.Ordinal);
    }
}
