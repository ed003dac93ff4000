using System.Buffers;
using System.Runtime.InteropServices;
using ActorMap.Chunks;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Cluster.Wire;
using ActorMap.Codec;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Slots;
using ActorMap.Threading;

namespace ActorMap.Cluster.Nodes;

/// <summary>A job's work on a node, with its types.</summary>
internal sealed class NodeWork<TIn, TOut> : NodeWork
{
    // A chunk's outcomes are a message, which costs some 50 µs at each end: half a percent of this.
    private static readonly TimeSpan ChunkTime = TimeSpan.FromMilliseconds(50);

    private readonly NodeSource<TIn> _source = new();
    private readonly ItemCodec<TIn> _items = ItemCodec<TIn>.Create();
    private readonly ItemCodec<TOut> _results = ItemCodec<TOut>.Create();

    public NodeWork(OpenJob open, JobId local, object function, bool named, NodeServices services)
        : base(open, services)
    {
        var terms = open.Terms;
        var options = new MapOptions
        {
            Seed = terms.Seed, Concurrency = terms.Concurrency, ItemTimeout = terms.ItemTimeout, ChunkSize = terms.ChunkSize,
            State = terms.SharesState ? StateSharing.PerNode : StateSharing.PerWorker,
        };
        var form = named ? CallerFunction<TIn, TOut>.FormOf(function) : (FunctionForm)terms.Form;
        var copies = FunctionCopies.Of(function, open.State.Length, services.Pool.Workers, replaceable: terms.ItemTimeout is not null || form == FunctionForm.Async, options.State);
        Work = new Work<TIn, TOut>(local, options, copies, services.Time, _source, form, terms.IsTimed ? Delivery.Settled : Delivery.Values)
        {
            Grace = services.Pool.Grace, ChunkTime = ChunkTime, Culture = CallersCulture.Named(terms.Culture, terms.TextCulture),
            Slots = services.Slots is { } board ? new JobSlots(board, open.Job.Mark) : null,
        };
    }

    public override Work Work { get; }

    public override int Add(IndexRange range, ReadOnlyMemory<byte> items, out PayloadException? error)
    {
        var decoded = new TIn[range.Length];
        var count = _items.ReadSome(MemoryView.Windows(items), decoded, range.Start, out error);
        var isIntact = MemoryView.AreIntact(items);
        MemoryView.LetGo(items);

        // A codec of the user's may keep a part of what it reads.
        if (_items.IsRaw) RentedFrame.LetGo(items);
        if (!isIntact)
        {
            // Their room was another's meanwhile: nobody waits for them any more.
            error = null;
            return 0;
        }

        if (count > 0) _source.Add(range.Start, count == decoded.Length ? decoded : decoded[..count]);
        return count;
    }

    public override void Remove(IndexRange range) => _source.Remove(range);

    public override int Encode(Chunk chunk, long start, int length, IBufferWriter<byte> to, out PayloadException? error)
    {
        var typed = (Chunk<TIn, TOut>)chunk;
        return _results.WriteSome(typed.Results.Slice((int)(start - chunk.Start), length), to, start, out error);
    }

    public override ReadOnlyMemory<byte> Durations(Chunk chunk, long start, int length) =>
        MemoryMarshal.AsBytes(((Chunk<TIn, TOut>)chunk).Durations is { IsEmpty: false } durations ? durations.Slice((int)(start - chunk.Start), length) : default).ToArray();
}
