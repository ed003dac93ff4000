using System.Reflection;
using System.Runtime.CompilerServices;
using Declared = ActorMap.State.Fields;

namespace ActorMap.Codec;

/// <summary>Makes the layout of a type.</summary>
internal sealed class LayoutBuilder
{
    // Where an exception was thrown: addresses in the process, and what only debuggers of it read.
    private static readonly string[] s_notOfExceptions = ["_stackTrace", "_dynamicMethods", "_watsonBuckets", "_ipForWatsonBuckets", "_xptrs"];

    private readonly List<Slot> _slots = [];
    private uint _mark = 2166136261;

    internal static ObjectLayout Build(Type type)
    {
        var builder = new LayoutBuilder();
        if (type.IsValueType) builder.Value(type, 0);
        else builder.Fields(type, 0);
        return new ObjectLayout([.. builder._slots], type.IsValueType ? RuntimeHelpers.SizeOf(type.TypeHandle) : 0, builder._mark);
    }

    /// <summary>A class's fields above those of a base that is dealt with apart.</summary>
    internal static ObjectLayout BuildBelow(Type type, Type below)
    {
        var builder = new LayoutBuilder();
        builder.Fields(type, 0, below);
        return new ObjectLayout([.. builder._slots], 0, builder._mark);
    }

    private void Value(Type type, int offset)
    {
        var size = RuntimeHelpers.SizeOf(type.TypeHandle);
        if (Declared.IsNative(type)) Add(new Slot(SlotKind.Native, offset, size));
        else if (IsOpaque(type)) Add(new Slot(SlotKind.Plain, offset, size));
        else if (type.GetCustomAttribute<InlineArrayAttribute>() is { } inline) Inline(type, offset, inline.Length);
        else Fields(type, offset);
    }

    private void Fields(Type type, int offset, Type? below = null)
    {
        var fields = Declared.Of(type, below).Where(IsCarried).ToArray();
        // Reflection promises no order; tokens have that of declaration.
        Array.Sort(fields, (a, b) => a.DeclaringType == b.DeclaringType ? a.MetadataToken.CompareTo(b.MetadataToken) : Depth(b).CompareTo(Depth(a)));
        var offsets = FieldOffsets.Of(type, fields);
        for (var i = 0; i < fields.Length; i++)
        {
            var declared = fields[i].FieldType;
            Mark(fields[i].Name);
            Mark(declared.IsGenericParameter ? "" : declared.Name);
            if (declared.IsPointer || declared.IsFunctionPointer) Add(new Slot(SlotKind.Native, offset + offsets[i], nint.Size));
            else if (declared.IsValueType) Value(declared, offset + offsets[i]);
            else Add(new Slot(SlotKind.Reference, offset + offsets[i], nint.Size, declared));
        }
    }

    private void Inline(Type type, int offset, int length)
    {
        var element = Declared.Of(type).Single().FieldType;
        Mark(element.Name);
        var size = RuntimeHelpers.SizeOf(type.TypeHandle) / length;
        for (var i = 0; i < length; i++)
        {
            if (element.IsValueType) Value(element, offset + (i * size));
            else Add(new Slot(SlotKind.Reference, offset + (i * size), size, element));
        }
    }

    /// <summary>Primitives, and structs whose fields overlap or don't name all that is in them (C# fixed buffers).</summary>
    private static bool IsOpaque(Type type) =>
        type.IsPrimitive || type.IsEnum
        || ((type.IsExplicitLayout || type.IsDefined(typeof(UnsafeValueTypeAttribute), false)) && Declared.IsLeaf(type) && !HoldsReferences(type));

    private static bool HoldsReferences(Type type) => Declared.Of(type).Any(field =>
        !field.FieldType.IsValueType || (field.FieldType != type && HoldsReferences(field.FieldType)));

    private static bool IsCarried(FieldInfo field) =>
        field.DeclaringType != typeof(Exception) || !(s_notOfExceptions.Contains(field.Name) || Declared.IsNative(field.FieldType));

    private static int Depth(FieldInfo field)
    {
        var depth = 0;
        for (var t = field.DeclaringType; t is not null; t = t.BaseType) depth--;
        return depth;
    }

    private void Add(Slot slot)
    {
        if (_slots.Count > 0 && slot.Continues(_slots[^1])) _slots[^1] = _slots[^1] with { Length = _slots[^1].Length + slot.Length };
        else if (slot.Length > 0) _slots.Add(slot);
    }

    private void Mark(string text)
    {
        foreach (var c in text) _mark = (_mark ^ c) * 16777619;
        _mark = (_mark ^ '|') * 16777619;
    }
}
