using System.Buffers;
using System.Runtime.InteropServices;
using ActorMap.Chunks;
using ActorMap.Cluster.Codec;
using ActorMap.Functions;
using ActorMap.Messages;

namespace ActorMap.Cluster.Nodes;

/// <summary>A job's work on a node, with its types.</summary>
internal sealed class NodeWork<TIn, TOut> : NodeWork
{
    private readonly NodeSource<TIn> _source = new();
    private readonly ItemCodec<TIn> _items = ItemCodec<TIn>.Create();
    private readonly ItemCodec<TOut> _results = ItemCodec<TOut>.Create();

    public NodeWork(OpenJob open, object function, bool named, NodeServices services)
        : base(open, services)
    {
        var terms = open.Terms;
        var options = new MapOptions
        {
            Seed = terms.Seed, Concurrency = terms.Concurrency, ItemTimeout = terms.ItemTimeout, ChunkSize = terms.ChunkSize,
            State = terms.SharesState ? StateSharing.PerNode : StateSharing.PerWorker,
        };
        var form = named ? CallerFunction<TIn, TOut>.FormOf(function) : (FunctionForm)terms.Form;
        var copies = FunctionCopies.Of(function, open.State.Length, services.Pool.Workers, replaceable: terms.ItemTimeout is not null, options.State);
        Work = new Work<TIn, TOut>(open.Job, options, copies, services.Time, _source, form, terms.IsTimed ? Delivery.Settled : Delivery.Values) { Grace = services.Pool.Grace };
    }

    public override Work Work { get; }

    public override void Add(IndexRange range, ReadOnlyMemory<byte> items)
    {
        var decoded = new TIn[range.Length];
        _items.Read(new ReadOnlySequence<byte>(items), decoded);
        _source.Add(range.Start, decoded);
    }

    public override void Remove(IndexRange range) => _source.Remove(range.Start);

    public override int Encode(Chunk chunk, long start, int length, ArrayBufferWriter<byte> to, out PayloadException? error)
    {
        var typed = (Chunk<TIn, TOut>)chunk;
        return _results.WriteSome(typed.Results.Slice((int)(start - chunk.Start), length), to, start, out error);
    }

    public override ReadOnlyMemory<byte> Durations(Chunk chunk, long start, int length) =>
        MemoryMarshal.AsBytes(((Chunk<TIn, TOut>)chunk).Durations is { IsEmpty: false } durations ? durations.Slice((int)(start - chunk.Start), length) : default).ToArray();
}
