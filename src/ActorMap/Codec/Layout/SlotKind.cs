namespace ActorMap.Codec;

/// <summary>What a stretch of an object is.</summary>
internal enum SlotKind : byte
{
    /// <summary>Bytes that mean the same everywhere.</summary>
    Plain,

    /// <summary>A reference to another object.</summary>
    Reference,

    /// <summary>A native integer or pointer: carried only where it is zero, since it names something of the process.</summary>
    Native,
}
