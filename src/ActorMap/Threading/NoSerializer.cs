using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace ActorMap.Threading;

/// <summary>Stands where Akka has its JSON serializer: messages within a process are handed over as they are.</summary>
internal sealed class NoSerializer : Serializer
{
    /// <summary>As Akka makes a serializer for whose name it has settings.</summary>
    public NoSerializer(ExtendedActorSystem system, Config config)
        : base(system)
    {
    }

    /// <summary>That of the one it stands for.</summary>
    public override int Identifier => 1;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) => throw new SerializationException($"{obj.GetType()} is not sent to another process.");

    public override object FromBinary(byte[] bytes, Type type) => throw new SerializationException("No message comes from another process.");
}
