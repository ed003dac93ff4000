using System.Reflection;
using NetArchTest.Rules;
using Xunit;

namespace ActorMap.Cluster.Tests.Architecture;

/// <summary>Imports go down only: the floors of docs/architecture.md.</summary>
public sealed class Floors
{
    private static readonly Assembly Library = typeof(ClusterPool).Assembly;

    private static readonly string[] Folders = ["Blobs", "Code", "Http", "Keeping", "Lines", "Links", "Looking", "Nodes", "Pools", "Processes", "Sessions", "SharedMemory", "Systems", "Wire"];

    [Theory]
    [InlineData("Wire", "")]
    [InlineData("Sessions", "")]
    [InlineData("Systems", "")]
    [InlineData("SharedMemory", "")]
    [InlineData("Lines", "Wire")]
    [InlineData("Blobs", "SharedMemory Wire")]
    [InlineData("Http", "Blobs SharedMemory Systems Wire")]
    [InlineData("Code", "")]
    [InlineData("Links", "Sessions Blobs SharedMemory Wire")]
    [InlineData("Nodes", "Sessions Blobs SharedMemory Code Wire")]
    [InlineData("Pools", "Lines Links Nodes Sessions Systems Blobs SharedMemory Code Wire")]
    [InlineData("Looking", "Pools Lines Links Nodes Sessions Systems Blobs SharedMemory Code Wire")]
    [InlineData("Processes", "Pools Lines Links Nodes Sessions Systems Blobs SharedMemory Code Wire")]
    [InlineData("Keeping", "Processes Pools Lines Links Nodes Sessions Systems Blobs SharedMemory Code Wire")]
    public void A_folder_knows_only_those_below_it(string folder, string below)
    {
        string[] known = [folder, .. below.Split(' ')];
        var above = Folders.Except(known).Select(other => $"ActorMap.Cluster.{other}").ToArray();
        var result = Types.InAssembly(Library).That().ResideInNamespaceMatching($@"^ActorMap\.Cluster\.{folder}(\.|$)")
            .ShouldNot().HaveDependencyOnAny(above).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Every_folder_has_its_floor() =>
        Assert.Equal(Folders, Library.GetTypes().Select(FolderOf).OfType<string>().Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_not_public_api_is_internal_and_sealed()
    {
        var loose = Library.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false, IsNested: false } && !type.IsSubclassOf(typeof(Exception)));
        Assert.Empty(loose.Where(type => !type.Name.StartsWith('<')).Select(type => type.FullName));
    }

    /// <summary>The runner knows nothing of IAsyncDisposable: what a spec has started would run on.</summary>
    [Fact]
    public void Specs_that_have_something_to_end_are_told_to_end_it()
    {
        var deaf = typeof(Floors).Assembly.GetTypes().Where(type => typeof(IAsyncDisposable).IsAssignableFrom(type) && type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true)));
        Assert.Empty(deaf.Where(type => !typeof(IAsyncLifetime).IsAssignableFrom(type)).Select(type => type.FullName));
    }

    private static string? FolderOf(Type type) => type.Namespace?.Split('.') is ["ActorMap", "Cluster", var folder, ..] ? folder : null;
}
