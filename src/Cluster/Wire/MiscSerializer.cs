using Akka.Actor;
using Akka.Remote.Serialization;
using Akka.Serialization;

namespace ActorMap.Cluster.Wire;

/// <summary>
/// Of Akka's assorted messages those that membership lives on: finding an actor by its path, and the heartbeats of a watch. Not the others: they kill actors,
/// carry whole configurations, and make exceptions of types that the sender names.
/// </summary>
internal sealed class MiscSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Akka's names of Identify, ActorIdentity, IActorRef, and of a watch's Heartbeat and HeartbeatRsp.</summary>
    private static readonly string[] Allowed = ["ID", "AID", "AR", "RWHB", "RWHR"];

    private readonly MiscMessageSerializer _akkas = new(system);

    public override int Identifier => 16;

    public override string Manifest(object o) => _akkas.Manifest(o);

    public override byte[] ToBinary(object obj) => Allowed.Contains(_akkas.Manifest(obj))
        ? _akkas.ToBinary(obj)
        : throw new WireException($"{obj.GetType()} does not travel between members, as the other side would refuse it.");

    public override object FromBinary(byte[] bytes, string manifest) => Allowed.Contains(manifest)
        ? _akkas.FromBinary(bytes, manifest)
        : throw new WireException($"One of Akka's messages that members have no use for, '{WireFormat.Shorten(manifest)}', is dropped.");
}
