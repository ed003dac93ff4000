namespace ActorMap.Codec;

/// <summary>For what is shared by reference (a pool): a node has its own.</summary>
internal sealed class PoolForm : Form
{
    internal override void WriteHead(object value, GraphWriter to)
    {
    }

    internal override object Make(Type type, ref WireReader head, GraphReader reader) => reader.Pool ?? throw new FunctionLoadException(
        $"The function holds a {type.Name}, and this node has none to give it. Map from the caller instead of from within the function.");
}
