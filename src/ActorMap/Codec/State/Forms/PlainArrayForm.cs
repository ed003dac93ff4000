using System.Reflection;
using ActorMap.Memory;

namespace ActorMap.Codec;

/// <summary>For arrays of primitives, and of structs of them: their memory, without the gaps.</summary>
internal sealed class PlainArrayForm(Type array, ObjectLayout element) : ArrayForm(array, element.Least)
{
    private const int Long = 1 << 12;

    private static readonly MethodInfo s_allocate =
        typeof(PlainArrayForm).GetMethod(nameof(Allocate), BindingFlags.Static | BindingFlags.NonPublic)!;

    internal override uint Mark => element.Mark;

    internal override void WriteContent(object value, GraphWriter to)
    {
        var array = (Array)value;
        if (element.Least == 0) to.Content.Bytes(new byte[array.LongLength]);
        else PlainMemory.Write(array, element, to.Content);
    }

    internal override void Fill(object made, ref WireReader content, GraphReader reader)
    {
        var array = (Array)made;
        if (element.Least == 0) content.Take(array.LongLength);
        else PlainMemory.Read(array, element, ref content);
    }

    // Zeroing what is filled at once costs as much as filling it. Only memory without gaps is filled wholly.
    private protected override Array Make(Type type, int length) => element.IsBlock && length > Long
        ? (Array)s_allocate.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [length], null)!
        : base.Make(type, length);

    private static T[] Allocate<T>(int length) => LargePages.Allocate<T>(length);
}
