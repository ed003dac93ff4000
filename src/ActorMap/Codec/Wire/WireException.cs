namespace ActorMap.Codec;

/// <summary>The bytes received are not what the other side's codec writes: cut short, altered, or of another build of the types.</summary>
internal sealed class WireException : ActorMapException
{
    internal WireException(string what, Exception? innerException = null)
        : base($"The bytes received can't be read: {what}. They were cut short or altered, or the two nodes run different builds.", innerException)
    {
    }
}
