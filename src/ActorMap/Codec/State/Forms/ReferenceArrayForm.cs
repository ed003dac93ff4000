using System.Runtime.CompilerServices;

namespace ActorMap.Codec;

/// <summary>For arrays of references.</summary>
internal sealed class ReferenceArrayForm(Type array) : ArrayForm(array, 1)
{
    private readonly Type _element = array.GetElementType()!;

    internal override void WriteContent(object value, GraphWriter to)
    {
        var length = (nint)((Array)value).LongLength;
        for (nint i = 0; i < length; i++) to.Content.Number(to.NumberOf(At(value, i)));
    }

    // A made array has exactly the type that its elements are checked for, so writing past the array's own check is sound.
    internal override void Fill(object made, ref WireReader content, GraphReader reader)
    {
        var length = (nint)((Array)made).LongLength;
        for (nint i = 0; i < length; i++) At(made, i) = reader.Object(ref content, _element);
    }

    private static ref object? At(object array, nint index) => ref Unsafe.Add(ref Unsafe.As<byte, object?>(ref First(array)), index);
}
