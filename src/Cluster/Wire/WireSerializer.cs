using Akka.Actor;
using Akka.Serialization;

namespace ActorMap.Cluster.Wire;

/// <summary>How Akka's remoting gets at the <see cref="WireFormat"/>; <c>config/cluster.conf</c> binds it.</summary>
internal sealed class WireSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>On every message; above 40, which are Akka's.</summary>
    public const int Id = 4053;

    public override int Identifier => Id;

    public override string Manifest(object o) => WireFormat.ManifestOf(o);

    public override byte[] ToBinary(object obj) => WireFormat.Encode(obj);

    public override object FromBinary(byte[] bytes, string manifest) => WireFormat.Decode(manifest, bytes);
}
