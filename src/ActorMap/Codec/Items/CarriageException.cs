namespace ActorMap.Codec;

/// <summary>Says of a value, within an item, why it can't be carried; what is told to the user is the item's error.</summary>
internal sealed class CarriageException(string message) : Exception(message);
