using System.Reflection;

namespace ActorMap.State;

/// <summary>Something that an object refers to, or a struct that it contains, boxed.</summary>
internal readonly record struct StateChild(string Label, object Value, FieldInfo? Field = null)
{
    /// <summary>A pointer, or an integer that may be a handle, and is not zero.</summary>
    internal unsafe bool IsNative => Value switch
    {
        nint handle => handle != 0,
        nuint handle => handle != 0,
        Pointer pointer => Pointer.Unbox(pointer) != null,
        _ => false,
    };
}
