namespace ActorMap;

/// <summary>An item or a result can't be carried to or from another process faithfully.</summary>
public sealed class PayloadException : ActorMapException
{
    internal PayloadException(string message, long? index, Type type, Exception? innerException = null)
        : base(message, innerException)
    {
        Index = index;
        Type = type;
    }

    /// <summary>The item's position, from 0; null where the type as such can't be carried.</summary>
    public long? Index { get; }

    /// <summary>The type that can't be carried.</summary>
    public Type Type { get; }
}
