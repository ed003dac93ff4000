namespace ActorMap.Cluster.Wire;

/// <summary>Bytes that are no message of ours, or a message that can't be made bytes. Nothing else comes out of the wire's code, whatever the bytes.</summary>
internal sealed class WireException(string message, Exception? innerException = null) : ActorMapException(message, innerException);
