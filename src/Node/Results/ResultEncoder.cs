namespace ActorMap.Node.Results;

/// <summary>Writes one result, without its newline. One a worker.</summary>
internal abstract class ResultEncoder<T>
{
    internal abstract void Write(EncodingBuffer buffer, T value);
}
