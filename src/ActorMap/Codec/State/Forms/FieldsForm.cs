using System.Runtime.CompilerServices;

namespace ActorMap.Codec;

/// <summary>For objects of classes, and boxed structs: field by field, and no constructor runs.</summary>
internal sealed class FieldsForm(ObjectLayout layout) : Form
{
    internal override uint Mark => layout.Mark;

    internal override void WriteHead(object value, GraphWriter to)
    {
    }

    internal override void WriteContent(object value, GraphWriter to) => SlotContent.Write(ref RawData.Of(value), layout, to);

    internal override object Make(Type type, ref WireReader head, GraphReader reader)
    {
        reader.Spend(1, layout.Least);
        return RuntimeHelpers.GetUninitializedObject(type);
    }

    internal override void Fill(object made, ref WireReader content, GraphReader reader) =>
        SlotContent.Read(ref RawData.Of(made), layout, ref content, reader);
}
