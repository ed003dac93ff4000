namespace ActorMap.Node.Input;

/// <summary>One record as it was read: a slice of a block's bytes, and where it came from. What the map's items are.</summary>
/// <param name="Block">The bytes, and the file that they are from.</param>
/// <param name="Line">The line in the file that it starts at, from 1.</param>
/// <param name="Start">Where its bytes start in the block.</param>
/// <param name="Length">How many they are, without the separator.</param>
/// <param name="Field">CSV: its first field's position in the block's table.</param>
/// <param name="Fields">CSV: how many fields it has.</param>
[PayloadCodec(typeof(RecordCodec))]
internal readonly record struct Record(RecordBlock Block, long Line, int Start, int Length, int Field = 0, int Fields = 0)
{
    internal ReadOnlySpan<byte> Bytes => Block.Bytes.AsSpan(Start, Length);

    /// <inheritdoc cref="RecordBlock.PlaceOf"/>
    internal string Place => Block.PlaceOf(in this);

    /// <summary>What it is of its block's <see cref="RecordBlock.Size"/>.</summary>
    internal int Size => Length + Math.Max(1, Fields);
}
