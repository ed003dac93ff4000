namespace ActorMap.Codec;

/// <summary>Makes an object of what was written of it.</summary>
internal delegate object ReadAtom(ref WireReader head, GraphReader reader);

/// <summary>For objects that are made in one go, of no other objects.</summary>
internal sealed class AtomForm<T>(Action<T, GraphWriter> write, ReadAtom read) : Form
    where T : class
{
    internal override void WriteHead(object value, GraphWriter to) => write((T)value, to);

    internal override object Make(Type type, ref WireReader head, GraphReader reader) => read(ref head, reader);
}
