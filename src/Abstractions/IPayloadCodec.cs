using System.Buffers;

namespace ActorMap;

/// <summary>Says how values of a type travel between processes, in place of the library's own way. Name it with <see cref="PayloadCodecAttribute"/>.</summary>
/// <typeparam name="T">The type of the values; never null here, since nulls are told without asking.</typeparam>
/// <remarks>One object is used by many workers at the same time. The length is told for you: write nothing but the value.</remarks>
public interface IPayloadCodec<T>
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="writer">Where to; valid during the call only.</param>
    void Write(T value, IBufferWriter<byte> writer);

    /// <summary>Reads a value.</summary>
    /// <param name="bytes">All the bytes that <see cref="Write"/> wrote for it; valid during the call only.</param>
    /// <returns>An equal of what was written.</returns>
    T Read(ReadOnlySequence<byte> bytes);
}
