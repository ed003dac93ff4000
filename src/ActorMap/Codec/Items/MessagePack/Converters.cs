using Nerdbank.MessagePack;

namespace ActorMap.Codec;

/// <summary>What the converters of keyed collections share.</summary>
internal static class Converters
{
    /// <summary>Places that are reserved on the word of a length: the rest is as they come.</summary>
    internal const int AtOnce = 1 << 12;

    internal static MessagePackConverter<T> Of<T>(SerializationContext context) => context.GetConverter<T>(context.TypeShapeProvider);
}
