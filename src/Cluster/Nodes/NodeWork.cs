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

    protected NodeWork(OpenJob open, NodeServices services)
    {
        (_services, Job) = (services, open.Job);
        Tally = new NodeTally(open.Job, open.Function is { } name ? FunctionRegistry.Plain(name) : null, services.Wear);
    }

    public NodeTally Tally { get; }

    /// <summary>Its work here, under a name of its own: the same job may come again by a new session while its old part has not ended.</summary>
    public abstract Work Work { get; }

    /// <summary>The job, as the other side calls it.</summary>
    public JobId Job { get; }

    /// <summary>The code that came with the job; null where none did.</summary>
    public JobCode? Code { get; set; }

    /// <summary>It begins, and is one of the node's jobs: the same job of another session may have ended only now.</summary>
    public void Begin() => _services.Tallies[Job] = Tally;

    public void Dispose()
    {
        _services.Tallies.TryRemove(new KeyValuePair<JobId, NodeTally>(Job, Tally));
        Code?.Dispose();
    }

    /// <summary>Decodes a parcel's items and keeps them until all of them are answered.</summary>
    /// <returns>How many were decoded; with an error the next one can't be, and where those after it begin is not known.</returns>
    public abstract int Add(IndexRange range, ReadOnlyMemory<byte> items, out PayloadException? error);

    public abstract void Remove(IndexRange range);

    /// <summary>Encodes results of a chunk.</summary>
    /// <returns>How many were encoded; fewer than asked for with an error means that the next one can't be.</returns>
    public abstract int Encode(Chunk chunk, long start, int length, IBufferWriter<byte> to, out PayloadException? error);

    /// <summary>How long each item took, eight bytes each; empty where that is not asked for.</summary>
    public abstract ReadOnlyMemory<byte> Durations(Chunk chunk, long start, int length);
}
