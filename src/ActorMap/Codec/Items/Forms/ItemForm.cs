namespace ActorMap.Codec;

/// <summary>How one value of a type is written and read, with its end told in the bytes.</summary>
internal abstract class ItemForm<T>
{
    /// <summary>Made of what is carried of the type.</summary>
    internal virtual uint Mark => 0;

    /// <summary>The mark goes before each chunk, since another build of the type might be read without an error.</summary>
    internal virtual bool HasMark => false;

    internal abstract void Write(T value, WireWriter to);

    internal abstract T Read(ref WireReader from);
}
