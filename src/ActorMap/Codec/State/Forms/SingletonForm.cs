namespace ActorMap.Codec;

/// <summary>For what the framework has one of: every process has its own, and it is known by identity.</summary>
internal sealed class SingletonForm(object value) : Form
{
    internal override void WriteHead(object written, GraphWriter to)
    {
    }

    internal override object Make(Type type, ref WireReader head, GraphReader reader) => value;
}
