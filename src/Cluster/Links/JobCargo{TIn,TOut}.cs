using System.Buffers;
using System.Runtime.InteropServices;
using ActorMap.Chunks;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Wire;
using ActorMap.Codec;

namespace ActorMap.Cluster.Links;

/// <summary>What of a job travels, with the types of its items and results.</summary>
internal sealed class JobCargo<TIn, TOut>(ItemCodec<TIn> items, ItemCodec<TOut> results) : JobCargo
{
    public override int Encode(Chunk chunk, int start, int length, IBufferWriter<byte> to, out PayloadException? error) =>
        items.WriteSome(((Chunk<TIn, TOut>)chunk).Items.Slice(start, length), to, chunk.Start + start, out error);

    public override int Decode(Chunk chunk, int start, int length, ReadOnlyMemory<byte> encoded, ReadOnlyMemory<byte> durations, out PayloadException? error)
    {
        var typed = (Chunk<TIn, TOut>)chunk;
        var times = MemoryMarshal.Cast<byte, long>(durations.Span);
        if (!typed.Durations.IsEmpty && times.Length == length) times.CopyTo(typed.Durations.Slice(start, length));
        var read = results.ReadSome(MemoryView.Windows(encoded), typed.Results.Slice(start, length), chunk.Start + start, out error);
        var isIntact = MemoryView.AreIntact(encoded);
        MemoryView.LetGo(encoded);

        // A codec of the user's may keep a part of what it reads; the durations, in the same frame, were taken before.
        if (results.IsRaw) RentedFrame.LetGo(encoded);
        if (isIntact) return read;

        // Their room was another's meanwhile: what was read may be anything.
        error = null;
        return 0;
    }
}
