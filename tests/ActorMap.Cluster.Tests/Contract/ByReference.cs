using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Serialization;

namespace ActorMap.Cluster.Tests.Contract;

/// <summary>Takes what never leaves its process through a system that serializes all messages: the bytes are a number, and each is good for one time.</summary>
public sealed class ByReference(ExtendedActorSystem system) : Serializer(system)
{
    private static readonly ConcurrentDictionary<long, object> Objects = new();
    private static long _last;

    public override int Identifier => 4999;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj)
    {
        var number = Interlocked.Increment(ref _last);
        Objects[number] = obj;
        return BitConverter.GetBytes(number);
    }

    public override object FromBinary(byte[] bytes, Type type) =>
        Objects.TryRemove(BitConverter.ToInt64(bytes), out var found) ? found : throw new InvalidOperationException("Not of this process, or read twice.");
}
