using System.Runtime.Serialization;
using ActorMap.Cluster.Wire;
using Akka.Actor;
using Akka.Serialization;

namespace ActorMap.Cluster.Tests.Wire;

/// <summary>Any bytes under any name.</summary>
public sealed record Forged(string Forgery, byte[] Bytes);

/// <summary>What a member would send if it were an attacker's: forged bytes under the wire's own number.</summary>
public sealed class ForgingSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override int Identifier => WireSerializer.Id;

    public override string Manifest(object o) => o is Forged forged ? forged.Forgery : WireFormat.ManifestOf(o);

    public override byte[] ToBinary(object obj) => obj is Forged forged ? forged.Bytes : WireFormat.Encode(obj);

    public override object FromBinary(byte[] bytes, string manifest) => WireFormat.Decode(manifest, bytes);
}

/// <summary>A type that an attacker would like to see made elsewhere.</summary>
public sealed class Bait
{
    private static int _made;

    public static int Made => Volatile.Read(ref _made);

    public string Command
    {
        get => "rm";
        set => Interlocked.Increment(ref _made);
    }
}

/// <summary>An actor that an attacker would like to start elsewhere.</summary>
public sealed class BaitActor : UntypedActor
{
    private static readonly Lock Guard = new();

    public BaitActor()
    {
        lock (Guard)
            StartedAt.Add(Context.System.Name + Context.Self.Path);
    }

    public static List<string> StartedAt { get; } = [];

    protected override void OnReceive(object message) => Sender.Tell(message);
}

/// <summary>An exception that an attacker would like to see made elsewhere, from what it sent.</summary>
public sealed class BaitException : Exception
{
    private static int _made;

    public BaitException()
        : base("bait")
    {
    }

#pragma warning disable SYSLIB0051 // The constructor that Akka's serializer of exceptions calls.
    private BaitException(SerializationInfo info, StreamingContext context)
        : base(info, context) => Interlocked.Increment(ref _made);
#pragma warning restore SYSLIB0051

    public static int Made => Volatile.Read(ref _made);
}
