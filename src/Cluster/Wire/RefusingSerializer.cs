using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace ActorMap.Cluster.Wire;

/// <summary>
/// Stands where Akka has a serializer that lets the sender choose which type is made, or one that nobody here needs. Inbound bytes find their serializer
/// by its number, whatever the bindings say, so that leaving a type unbound keeps nobody out.
/// </summary>
internal sealed class RefusingSerializer : Serializer
{
    /// <summary>Without the number that it stands for it could not be found, so that the stranger would be served.</summary>
    public RefusingSerializer(ExtendedActorSystem system)
        : base(system) =>
        throw new WireException($"{nameof(RefusingSerializer)} needs akka.actor.serialization-settings.<its name>.refuses; take config/cluster.conf as it is.");

    public RefusingSerializer(ExtendedActorSystem system, Config config)
        : base(system)
    {
        var id = config.GetInt("refuses", -1);
        Identifier = id >= 0
            ? id
            : throw new WireException($"{nameof(RefusingSerializer)}: 'refuses' is not the number of a serializer; take config/cluster.conf as it is.");
    }

    public override int Identifier { get; }

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) =>
        throw new SerializationException($"{obj.GetType()} has no serializer of ours, and is not sent.");

    public override object FromBinary(byte[] bytes, Type type) =>
        throw new WireException($"A message for serializer {Identifier}, which members have no use for, is dropped.");
}
