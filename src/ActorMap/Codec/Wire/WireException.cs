namespace ActorMap.Codec;

/// <summary>The bytes received are not what the other side's codec writes: cut short, altered, or of another build of the types.</summary>
internal sealed class WireException : ActorMapException
{
    internal WireException(string what, Exception? innerException = null)
        : this(what, "They were cut short or altered, or the two nodes run different builds.", innerException)
    {
    }

    private WireException(string what, string why, Exception? innerException)
        : base($"The bytes received can't be read: {what}. {why}", innerException)
    {
    }

    /// <summary>Where the type's own code has a say, too.</summary>
    internal static WireException Making(string what, Exception innerException) =>
        new(what, "A constructor, a property or the codec of it does not take what was written of another, the bytes were cut short or altered, or the two nodes run different builds.", innerException);
}
