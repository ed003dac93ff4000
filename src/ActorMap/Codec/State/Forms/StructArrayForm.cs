using System.Runtime.CompilerServices;

namespace ActorMap.Codec;

/// <summary>For arrays of structs that hold references.</summary>
internal sealed class StructArrayForm(Type array, ObjectLayout element) : ArrayForm(array, element.Least)
{
    internal override uint Mark => element.Mark;

    internal override void WriteContent(object value, GraphWriter to)
    {
        var length = (nint)((Array)value).LongLength;
        for (nint i = 0; i < length; i++)
        {
            SlotContent.Write(ref Unsafe.AddByteOffset(ref First(value), i * element.Size), element, to);
            if (element.Least == 0) to.Content.Byte(0);
        }
    }

    internal override void Fill(object made, ref WireReader content, GraphReader reader)
    {
        var length = (nint)((Array)made).LongLength;
        for (nint i = 0; i < length; i++)
        {
            SlotContent.Read(ref Unsafe.AddByteOffset(ref First(made), i * element.Size), element, ref content, reader);
            if (element.Least == 0) content.Byte();
        }
    }
}
