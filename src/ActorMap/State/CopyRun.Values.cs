using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ActorMap.State;

/// <summary>The part that puts structs right where a list of their fields would not do.</summary>
internal sealed partial class CopyRun
{
    /// <summary>An element is a view of a document that others may dispose; its clone stands alone.</summary>
    internal static void FixJson(ref JsonElement slot)
    {
        if (slot.ValueKind != JsonValueKind.Undefined) slot = slot.Clone();
    }

    /// <summary>An inline array declares one field and has many.</summary>
    internal void FixInline<T>(ref T first, int length)
    {
        if (!typeof(T).IsValueType)
            for (var i = 0; i < length; i++) Fix(ref Unsafe.As<T, object?>(ref Unsafe.Add(ref first, i)));
        else
            InlineFix<T>.Elements(ref Unsafe.As<T, byte>(ref first), length, this);
    }

    private static class InlineFix<T>
    {
        internal static readonly ElementsFix Elements = FixEmitter.ForElements(typeof(T));
    }
}
