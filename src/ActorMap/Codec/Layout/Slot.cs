namespace ActorMap.Codec;

/// <summary>A stretch of an object.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">From where the object's fields begin.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Type">The declared type of a reference; else null.</param>
internal readonly record struct Slot(SlotKind Kind, int Offset, int Length, Type? Type = null)
{
    internal bool Continues(Slot before) => Kind == SlotKind.Plain && before.Kind == SlotKind.Plain && before.Offset + before.Length == Offset;
}
