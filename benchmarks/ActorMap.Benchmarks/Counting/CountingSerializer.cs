using System.Collections.Concurrent;
using ActorMap.Cluster.Wire;
using Akka.Actor;
using Akka.Serialization;

namespace ActorMap.Benchmarks.Counting;

/// <summary>What serializes the messages of jobs between processes, and counts them by their manifest. Beats and statuses come by the clock and are left out.</summary>
internal sealed class CountingSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly ConcurrentDictionary<string, long> SentByKind = new(), ReceivedByKind = new();

    public static long Sent => SentByKind.Values.Sum();

    public static long Received => ReceivedByKind.Values.Sum();

    public static IEnumerable<string> Lines() => SentByKind.Select(entry => $"sent {entry.Key} {entry.Value}").Concat(ReceivedByKind.Select(entry => $"received {entry.Key} {entry.Value}"));

    public override int Identifier => WireSerializer.Id;

    public override string Manifest(object o) => WireFormat.ManifestOf(o);

    public override byte[] ToBinary(object obj)
    {
        if (obj is Messages.IServing or Messages.IMoving) SentByKind.AddOrUpdate(WireFormat.ManifestOf(obj), 1, static (_, count) => count + 1);
        return WireFormat.Encode(obj);
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        var message = WireFormat.Decode(manifest, bytes);
        if (message is Messages.IServing or Messages.IMoving) ReceivedByKind.AddOrUpdate(manifest, 1, static (_, count) => count + 1);
        return message;
    }
}
