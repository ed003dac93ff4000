using System.Buffers;
using ActorMap.Codec;

namespace ActorMap.Journaling;

/// <summary>Checksums of items, by which an item that is read again is known to be the same.</summary>
internal sealed class ItemPrints<T>(ItemCodec<T> codec)
{
    /// <summary>Whether a function could change an item of this type, so that it must be looked at before.</summary>
    public bool MustBeEarly { get; } = !codec.IsRaw && typeof(T) != typeof(string);

    /// <exception cref="PayloadException">An item can't be told by its content.</exception>
    public uint[] Of(ReadOnlySpan<T> items, long first)
    {
        var prints = new uint[items.Length];
        var buffer = new ArrayBufferWriter<byte>(256);
        for (var i = 0; i < items.Length; i++)
        {
            buffer.ResetWrittenCount();
            codec.WriteSome(items.Slice(i, 1), buffer, first + i, out var error);
            if (error is not null) throw error;
            prints[i] = Checksum.Of(buffer.WrittenSpan);
        }

        return prints;
    }
}
