using Akka.Actor;
using Akka.Cluster;
using AkkaCluster = Akka.Cluster.Cluster;

namespace ActorMap.Cluster.Systems.Downing;

/// <summary>What <c>akka.cluster.downing-provider-class</c> names by default; Akka's own can be named instead.</summary>
internal sealed class WorkersDowning(ActorSystem system, AkkaCluster cluster) : IDowningProvider
{
    public TimeSpan DownRemovalMargin => TimeSpan.Zero;

    public Props DowningActorProps => DowningActor.Props(
        cluster,
        system.Settings.Config.GetTimeSpan("actormap.cluster.down-after"),
        system.Settings.Config.GetBoolean("actormap.cluster.partitions"));
}
