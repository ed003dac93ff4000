namespace ActorMap.Codec;

/// <summary>Whatever the runtime says of bytes that make no sense (no such member, wrong cast, out of range) is one error to the caller. Want of memory says nothing of them.</summary>
internal static class Damage
{
    internal static T Typed<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (WireException or FunctionLoadException or OutOfMemoryException))
        {
            // Everything else comes of the bytes, or of what the types' own code says to them.
            throw new WireException($"{e.GetType().Name}: {e.Message.TrimEnd('.')}", e);
        }
    }
}
