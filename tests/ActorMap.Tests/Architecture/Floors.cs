using System.Reflection;
using NetArchTest.Rules;
using Xunit;

namespace ActorMap.Tests.Architecture;

/// <summary>Imports go down only: the floors of docs/architecture.md.</summary>
public sealed class Floors
{
    private static readonly Assembly Abstractions = typeof(MapContext).Assembly;
    private static readonly Assembly Messages = Assembly.Load("ActorMap.Messages");
    private static readonly Assembly Library = typeof(MapPool).Assembly;

    [Fact]
    public void Abstractions_depend_on_nothing() => Assert.All(Abstractions.GetReferencedAssemblies(), name => Assert.StartsWith("System", name.Name, StringComparison.Ordinal));

    [Fact]
    public void Messages_know_no_actors() => Assert.All(
        Messages.GetReferencedAssemblies(), name => Assert.True(name.Name!.StartsWith("System", StringComparison.Ordinal) || name.Name == "ActorMap.Abstractions", name.Name));

    [Theory]
    [InlineData("Chunking")]
    [InlineData("Dispatch")]
    [InlineData("Ordering")]
    [InlineData("Retry")]
    [InlineData("State")]
    public void The_core_has_no_actor_no_clock_no_thread(string folder)
    {
        // The marker by which State knows what is shared, and the actor types that it refuses by name, are all that State may know of above.
        string[] above = ["ActorMap.Jobs", "ActorMap.Routing", "ActorMap.Workers", "ActorMap.Aggregation", "ActorMap.Pool", "ActorMap.Query", "ActorMap.Functions", "ActorMap.Sources", "ActorMap.Chunks"];
        string[] impure = folder == "State" ? [] : ["Akka", "System.TimeProvider", "System.Threading.Thread", "System.Threading.Tasks", "System.Threading.Timer", "System.Threading.Monitor"];
        AssertNoDependency($"ActorMap.{folder}", [.. above, .. impure]);
    }

    [Theory]
    [InlineData("Memory", "ActorMap.State ActorMap.Codec ActorMap.Journaling ActorMap.Chunks ActorMap.Sources ActorMap.Functions ActorMap.Workers ActorMap.Jobs ActorMap.Routing ActorMap.Aggregation ActorMap.Pool ActorMap.Query Akka")]
    [InlineData("Codec", "ActorMap.Journaling ActorMap.Chunks ActorMap.Sources ActorMap.Functions ActorMap.Workers ActorMap.Jobs ActorMap.Routing ActorMap.Aggregation ActorMap.Pool ActorMap.Query Akka")]
    [InlineData("Journaling", "ActorMap.Functions ActorMap.Workers ActorMap.Jobs ActorMap.Routing ActorMap.Aggregation ActorMap.Pool ActorMap.Query Akka")]
    [InlineData("Chunks", "ActorMap.Journaling ActorMap.Functions ActorMap.Workers ActorMap.Jobs ActorMap.Routing ActorMap.Aggregation ActorMap.Pool ActorMap.Query Akka")]
    [InlineData("Sources", "ActorMap.Functions ActorMap.Workers ActorMap.Jobs ActorMap.Routing ActorMap.Aggregation ActorMap.Pool ActorMap.Query Akka")]
    [InlineData("Functions", "ActorMap.Workers ActorMap.Jobs ActorMap.Routing ActorMap.Aggregation ActorMap.Pool ActorMap.Query")]
    [InlineData("Parts", "ActorMap.Workers ActorMap.Jobs ActorMap.Routing ActorMap.Aggregation ActorMap.Pool ActorMap.Query")]
    [InlineData("Workers", "ActorMap.Jobs ActorMap.Routing ActorMap.Aggregation ActorMap.Pool ActorMap.Query")]
    [InlineData("Routing", "ActorMap.Jobs ActorMap.Aggregation ActorMap.Pool ActorMap.Query")]
    [InlineData("Aggregation", "ActorMap.Jobs ActorMap.Routing ActorMap.Pool ActorMap.Query")]
    [InlineData("Jobs", "ActorMap.Pool ActorMap.Query")]
    public void A_folder_knows_only_those_below_it(string folder, string above) => AssertNoDependency($"ActorMap.{folder}", above.Split(' '));

    [Fact]
    public void What_is_not_public_api_is_internal_and_sealed()
    {
        var loose = Library.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false, IsNested: false } && !type.IsSubclassOf(typeof(Exception)));
        Assert.Empty(loose.Where(type => !type.Name.StartsWith('<')).Select(type => type.FullName));
    }

    [Fact]
    public void Every_message_is_a_sealed_record_that_names_its_job_or_worker()
    {
        var messages = Messages.GetTypes().Where(type => type is { IsClass: true, IsNested: false } && type.GetMethod("<Clone>$") is not null).ToArray();
        Assert.True(messages.Length > 20, $"{messages.Length}");
        Assert.All(messages, type => Assert.True(type.IsSealed, type.Name));
        Assert.All(messages.Where(type => type.Name != "ItemFailure"), type => Assert.Contains(type.GetInterfaces(), conversation => conversation.Namespace == "ActorMap.Messages"));
    }

    private static void AssertNoDependency(string folder, string[] forbidden)
    {
        var result = Types.InAssembly(Library).That().ResideInNamespaceStartingWith(folder).ShouldNot().HaveDependencyOnAny(forbidden).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
