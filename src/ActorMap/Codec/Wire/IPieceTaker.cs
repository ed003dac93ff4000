namespace ActorMap.Codec;

/// <summary>Takes the content of a <see cref="WireWriter"/> piece by piece, straight from where it lies.</summary>
internal interface IPieceTaker
{
    void Take(ReadOnlySpan<byte> piece);
}
