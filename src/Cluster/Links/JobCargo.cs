using System.Buffers;
using System.Collections.Concurrent;
using ActorMap.Chunks;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Functions;
using ActorMap.Messages;

namespace ActorMap.Cluster.Links;

/// <summary>What of a job travels, encoded once when the map starts: its function by name or with its code, and how its items and results go to and fro.</summary>
internal abstract class JobCargo : Cargo
{
    private readonly ConcurrentDictionary<int, string> _refusals = new();
    private readonly ConcurrentDictionary<long, int> _kills = new();
    private readonly ReadOnlyMemory<byte> _state;
    private byte[]? _copied;
    private readonly ConcurrentDictionary<string, int> _losses = new();
    private readonly ConcurrentDictionary<long, int> _misses = new();
    private int _deaths;

    /// <summary>The name of a registered function; null where the function travels.</summary>
    public string? Function { get; init; }

    public required string ItemType { get; init; }

    public required string ResultType { get; init; }

    /// <summary>The function's state; of a function that travels, all of it.</summary>
    public ReadOnlyMemory<byte> State
    {
        get => StateLease is null ? _state : _copied ??= StateLease.ToArray();
        init => _state = value;
    }

    /// <summary>Where the state lies that the processes of a pool can read: once for all of them.</summary>
    public MemoryLease? StateLease { get; init; }

    /// <summary>The name of the state as a blob, once one link has offered it: it is hashed once for all nodes.</summary>
    public BlobId? StateBlob { get; set; }

    /// <summary>The assemblies of a function that travels, and their images.</summary>
    public IReadOnlyList<(CodeItem Item, ReadOnlyMemory<byte> Image)> Code { get; init; } = [];

    /// <summary>An assembly that does not travel, as the nodes have it, and that was built anew since: a process that starts now would run another. Null where there is none.</summary>
    public Func<string?> Outdated { get; init; } = static () => null;

    /// <summary>Why nodes do not take the job, by link.</summary>
    public ConcurrentDictionary<int, string> Refusals => _refusals;

    public override void LetGo() => StateLease?.Dispose();

    /// <summary>A process died while it ran this item: how often that was now.</summary>
    public int Killed(long index) => _kills.AddOrUpdate(index, 1, (_, kills) => kills + 1);

    /// <summary>A process died with items of the job, and ran none: how often that was now, since the last answer.</summary>
    public int DiedOfNoItem() => Interlocked.Increment(ref _deaths);

    /// <summary>A node that lives knows nothing of the job any more: how often that was now.</summary>
    public int LostBy(string node) => _losses.AddOrUpdate(node, 1, (_, losses) => losses + 1);

    /// <summary>Results from this item on were taken back before they were read: how often that was now.</summary>
    public int Missed(long index) => _misses.AddOrUpdate(index, 1, (_, misses) => misses + 1);

    public void Answered() => Volatile.Write(ref _deaths, 0);

    /// <summary>Encodes items of a chunk.</summary>
    /// <returns>How many were encoded; fewer than asked for with an error means that the next one can't be.</returns>
    public abstract int Encode(Chunk chunk, int start, int length, IBufferWriter<byte> to, out PayloadException? error);

    /// <summary>Decodes results into their places in the chunk, and how long each took, eight bytes an item, where that was asked for.</summary>
    /// <returns>How many were decoded; with an error the next one can't be, and where those after it begin is not known. None without an error: they were taken back meanwhile.</returns>
    public abstract int Decode(Chunk chunk, int start, int length, ReadOnlyMemory<byte> results, ReadOnlyMemory<byte> durations, out PayloadException? error);
}
