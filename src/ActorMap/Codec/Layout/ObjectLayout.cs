namespace ActorMap.Codec;

/// <summary>
/// The fields of a class's objects, or of a struct, nested structs included, as stretches in the order of declaration: so what is written
/// depends neither on where the runtime puts fields nor on what is in the gaps between them.
/// </summary>
internal sealed class ObjectLayout
{
    private static readonly TypeCache<ObjectLayout> s_layouts = new(LayoutBuilder.Build);

    internal ObjectLayout(Slot[] slots, int size, uint mark)
    {
        (Slots, Size, Mark) = (slots, size, mark);
        IsPlain = Array.TrueForAll(slots, slot => slot.Kind == SlotKind.Plain);
        foreach (var slot in slots) Least += slot.Kind switch { SlotKind.Plain => slot.Length, SlotKind.Reference => 1, _ => 0 };
        IsBlock = size > 0 && slots.Length == 1 && slots[0] == new Slot(SlotKind.Plain, 0, size);
    }

    internal Slot[] Slots { get; }

    /// <summary>The length of a struct in an array; 0 for classes.</summary>
    internal int Size { get; }

    /// <summary>Tells two builds of a type apart: made of the names and types of its fields.</summary>
    internal uint Mark { get; }

    /// <summary>The fewest bytes that it is written as.</summary>
    internal int Least { get; }

    /// <summary>Nothing but bytes.</summary>
    internal bool IsPlain { get; }

    /// <summary>A struct without gaps, whose fields are in the order of declaration: many are copied at once.</summary>
    internal bool IsBlock { get; }

    /// <summary>The layout of a class that can be instantiated, or of a struct.</summary>
    internal static ObjectLayout Of(Type type) => s_layouts.Of(type);
}
