namespace ActorMap.Codec;

/// <summary>
/// How the objects of one type travel, in two parts: heads come first, and are all that it takes to make the objects; contents come when all
/// objects are made, so that references to any of them can be set.
/// </summary>
internal abstract class Form
{
    /// <summary>Another mark on the other side means another build of the type; 0 where the form depends on nothing that a build may change.</summary>
    internal virtual uint Mark => 0;

    internal abstract void WriteHead(object value, GraphWriter to);

    internal virtual void WriteContent(object value, GraphWriter to)
    {
    }

    /// <summary>Makes an object; null where it is made later, of others.</summary>
    internal abstract object? Make(Type type, ref WireReader head, GraphReader reader);

    internal virtual void Fill(object made, ref WireReader content, GraphReader reader)
    {
    }
}
