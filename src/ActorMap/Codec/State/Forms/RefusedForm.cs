using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>For what can't be carried.</summary>
internal sealed class RefusedForm(Refusal refusal) : Form
{
    internal override void WriteHead(object value, GraphWriter to) => throw new RefusedException(value.GetType(), refusal);

    internal override object Make(Type type, ref WireReader head, GraphReader reader) =>
        throw new WireException($"{type} {refusal.What}");
}
