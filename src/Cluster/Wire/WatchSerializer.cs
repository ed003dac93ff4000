using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Remote.Serialization;
using Akka.Serialization;

namespace ActorMap.Cluster.Wire;

/// <summary>
/// Of Akka's system messages those of a watch. Not the others: they create, stop and fail actors from afar, and a failure is an exception of a type that the
/// sender names.
/// </summary>
internal sealed class WatchSerializer(ExtendedActorSystem system) : Serializer(system)
{
    private static readonly Type[] Allowed = [typeof(Watch), typeof(Unwatch), typeof(DeathWatchNotification)];
    private readonly SystemMessageSerializer _akkas = new(system);

    public override int Identifier => 22;

    public override bool IncludeManifest => true;

    public override byte[] ToBinary(object obj) => Allowed.Contains(obj.GetType())
        ? _akkas.ToBinary(obj)
        : throw new WireException($"{obj.GetType()} does not travel between members, as the other side would refuse it.");

    public override object FromBinary(byte[] bytes, Type type) => Allowed.Contains(type)
        ? _akkas.FromBinary(bytes, type)
        : throw new WireException($"A system message that members have no use for, {type?.Name}, is dropped.");
}
