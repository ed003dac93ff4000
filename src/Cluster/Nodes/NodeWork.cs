using System.Buffers;
using ActorMap.Chunks;
using ActorMap.Cluster.Code;
using ActorMap.Functions;
using ActorMap.Messages;

namespace ActorMap.Cluster.Nodes;

/// <summary>A job's work on a node, without its types: what comes is decoded, what is done is encoded.</summary>
internal abstract class NodeWork : IDisposable
{
    private readonly NodeServices _services;
    private readonly JobId _job;

    protected NodeWork(OpenJob open, NodeServices services)
    {
        (_services, _job) = (services, open.Job);
        Tally = new NodeTally(open.Job, open.Function is { } name ? FunctionRegistry.Plain(name) : null);
        services.Tallies[open.Job] = Tally;
    }

    public NodeTally Tally { get; }

    public abstract Work Work { get; }

    /// <summary>The code that came with the job; null where none did.</summary>
    public JobCode? Code { get; set; }

    public void Dispose()
    {
        _services.Tallies.TryRemove(new KeyValuePair<JobId, NodeTally>(_job, Tally));
        Code?.Dispose();
    }

    /// <summary>Decodes a piece's items and keeps them until all of them are answered.</summary>
    /// <exception cref="PayloadException">They can't be read.</exception>
    public abstract void Add(IndexRange range, ReadOnlyMemory<byte> items);

    public abstract void Remove(IndexRange range);

    /// <summary>Encodes results of a chunk.</summary>
    /// <returns>How many were encoded; fewer than asked for with an error means that the next one can't be.</returns>
    public abstract int Encode(Chunk chunk, long start, int length, ArrayBufferWriter<byte> to, out PayloadException? error);

    /// <summary>How long each item took, eight bytes each; empty where that is not asked for.</summary>
    public abstract ReadOnlyMemory<byte> Durations(Chunk chunk, long start, int length);
}
