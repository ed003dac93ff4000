using System.Runtime.Serialization;
using ActorMap.Messages;
using Akka.Actor;
using Akka.Serialization;

namespace ActorMap.Pool;

/// <summary>Takes messages as they are through a system that serializes also what stays within it: Akka reads there what it wrote before it writes anything else on that thread.</summary>
internal sealed class HandedOver(ExtendedActorSystem system) : Serializer(system)
{
    [ThreadStatic]
    private static object? s_message;

    public override int Identifier => 4054;

    public override bool IncludeManifest => false;

    /// <summary>
    /// Where <c>akka.actor.serialize-messages</c> is on, and only there, for the messages of <c>ActorMap.Messages</c>, which know nothing of Akka. Those of the library itself say that they need it not.
    /// </summary>
    /// <param name="system">The actor system.</param>
    /// <param name="others">Messages that it has no other serializer for.</param>
    public static void Into(ActorSystem system, params ReadOnlySpan<Type> others)
    {
        if (!system.Settings.SerializeAllMessages) return;
        var (own, all) = (new HandedOver((ExtendedActorSystem)system), system.Serialization);
        all.AddSerializer("actormap-handed-over", own);
        foreach (var type in (ReadOnlySpan<Type>)[typeof(IJobMessage), typeof(IStaffing), .. others]) all.AddSerializationMap(type, own);
    }

    public override byte[] ToBinary(object obj)
    {
        s_message = obj;
        return [];
    }

    public override object FromBinary(byte[] bytes, Type type)
    {
        var message = s_message ?? throw new SerializationException("A pool's message does not leave its process.");
        s_message = null;
        return message;
    }
}
