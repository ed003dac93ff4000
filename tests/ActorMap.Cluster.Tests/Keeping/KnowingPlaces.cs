using ActorMap.Cluster.Systems;
using Akka.Actor;
using Xunit;

namespace ActorMap.Cluster.Tests.Keeping;

/// <summary>Whose process a node is, read from its roles: anybody may have written them.</summary>
public sealed class KnowingPlaces
{
    [Theory]
    [InlineData("127.0.0.1:4053", "127.0.0.1", 4053)]
    [InlineData("node-1.example:1", "node-1.example", 1)]
    [InlineData("[fd00::5]:65535", "[fd00::5]", 65535)]
    public void A_place_is_read_as_it_was_written(string keeper, string host, int port)
    {
        var place = new KeptPlace(keeper, 3);
        Assert.Equal(place, KeptPlace.Of([Roles.Node, .. place.Roles]));
        Assert.Equal(new Address("akka.tcp", "name", host, port), place.KeeperBeside(new Address("akka.tcp", "name", "other", 7)));
    }

    [Theory]
    [InlineData("actormap-node")]
    [InlineData("actormap-node", "actormap-kept-by-127.0.0.1:4053")]
    [InlineData("actormap-node", "actormap-place-1")]
    [InlineData("actormap-kept-by-127.0.0.1", "actormap-place-1")]
    [InlineData("actormap-kept-by-:4053", "actormap-place-1")]
    [InlineData("actormap-kept-by-h:0", "actormap-place-1")]
    [InlineData("actormap-kept-by-h:65536", "actormap-place-1")]
    [InlineData("actormap-kept-by-h:1", "actormap-place--1")]
    [InlineData("actormap-kept-by-h:1", "actormap-place-99999999999")]
    public void Whatever_else_the_roles_are_the_node_is_nobodys(params string[] roles) => Assert.Null(KeptPlace.Of(roles));
}
