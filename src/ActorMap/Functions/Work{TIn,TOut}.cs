using System.Buffers;
using System.Runtime.CompilerServices;
using ActorMap.Chunking;
using ActorMap.Chunks;
using ActorMap.Journaling;
using ActorMap.Memory;
using ActorMap.Messages;
using ActorMap.Sources;

namespace ActorMap.Functions;

/// <summary>How a consumer wants its outcomes.</summary>
internal enum Delivery
{
    /// <summary>An array at the end.</summary>
    Array,

    /// <summary>Values in order, as soon as each is next.</summary>
    Values,

    /// <summary>Outcomes in order, failures among them.</summary>
    Settled,

    /// <summary>Outcomes as they finish.</summary>
    AsCompleted,
}

/// <summary>A job's work with its types.</summary>
internal sealed class Work<TIn, TOut>(
    JobId job, MapOptions options, FunctionCopies copies, TimeProvider time, ItemSource<TIn> source, FunctionForm form, Delivery delivery)
    : Work(job, options, copies, time)
{
    // Results of a chunk are one rented buffer; half a mebibyte of them is far beyond where longer chunks gain anything.
    private const int ChunkBytes = 1 << 19;

    // A node is given a long range, of which pieces are sent as it works: so long that the job's router hears of a node a few times a second.
    private static readonly TimeSpan NodeTarget = TimeSpan.FromMilliseconds(100);

    // Of two copies of an item one may still write when the map is over, so there each chunk has results of its own.
    private readonly TOut[]? _array = delivery == Delivery.Array && !options.Speculate && source is IndexedSource<TIn> { Total: { } total } ? Allocate(total) : null;

    private readonly Recycler<TOut> _buffers = new(ReadAhead.DefaultBytes);
    private long _bytesPerResult = Unsafe.SizeOf<TOut>();

    public override ItemSource Source => source;

    public override FunctionForm Form => form;

    public override bool Watched => _array is null;

    public override bool IsTimed => delivery is Delivery.Settled or Delivery.AsCompleted;

    /// <summary>The map's result, where chunks write straight into it.</summary>
    public TOut[]? Array => _array;

    public override long BytesPerItem => source.BytesPerItem + _bytesPerResult;

    public override ChunkRules Rules => new()
    {
        Exact = Options.ChunkSize is { } size ? Math.Min(size, Options.MaxInFlight ?? size) : null,
        Longest = Math.Min(Options.MaxInFlight ?? int.MaxValue, _array is null ? Math.Max(1, ChunkBytes / Unsafe.SizeOf<TOut>()) : int.MaxValue),
        First = _array is null || form == FunctionForm.Async ? 1 : int.MaxValue,
        Target = ChunkTime ?? (Cargo is not null ? NodeTarget : _array is null || form == FunctionForm.Async ? TimeSpan.FromMilliseconds(2) : TimeSpan.FromMilliseconds(50)),
    };

    protected override void Sample(Chunk chunk)
    {
        if (_array is null && chunk.Completed > 0) _bytesPerResult = ItemSize.Estimate(((Chunk<TIn, TOut>)chunk).Result(chunk.Start));
    }

    public override void End()
    {
        source.Stop();
        _buffers.Close();
        Cargo?.LetGo();
    }

    public override Chunk CreateChunk(IndexRange range, int attempt)
    {
        var slice = source.Slice(range.Start, checked((int)range.Length));
        var prints = ((JobJournal<TIn, TOut>?)Journal)?.EarlyPrints(slice.Span, range.Start);
        var (travels, waits) = (Cargo is not null, form == FunctionForm.Async);
        var ended = travels ? RentEnds((int)range.Length) : waits ? new bool[range.Length] : null;

        // Of items that come again, or of which there are copies, an end is not the last word.
        var isWhole = attempt == 1 && !Options.Speculate && source.Ended && range.Length == source.Total;

        // With a time limit a worker may be given up while it runs, and must not write into what the consumer holds by then; Results checks that before.
        return _array is not null
            ? new Chunk<TIn, TOut>(range, attempt, Exact, slice, _array) { EndedOutOfOrder = ended, RentsEnds = travels, Prints = prints, IsWholeJob = isWhole }
            : new Chunk<TIn, TOut>(range, attempt, Exact, slice, _buffers, IsTimed)
            {
                EndedOutOfOrder = ended,
                RentsEnds = travels,
                Prints = prints,
                IsWholeJob = isWhole,
                Workers = IsTimed && travels ? new WorkerInfo[range.Length] : null,
                Recorded = IsTimed && Journal?.Has(range.Start) == true ? new RecordedBy[range.Length] : null,
            };
    }

    public override IApplier CreateApplier(WorkerInfo worker, object function, Action<Chunk, List<int>> ended) => (form, Options.ItemTimeout) switch
    {
        (FunctionForm.Async, _) => new AsyncApplier<TIn, TOut>(this, worker, (IAsyncMapFunction<TIn, TOut>)function, ended),
        (FunctionForm.Batch, { } limit) => new LimitedApplier<TIn, TOut>(this, worker, new BatchOfOne<TIn, TOut>((IBatchMapFunction<TIn, TOut>)function), limit),
        (FunctionForm.Batch, null) => new BatchApplier<TIn, TOut>(this, worker, (IBatchMapFunction<TIn, TOut>)function),
        (_, { } limit) => new LimitedApplier<TIn, TOut>(this, worker, (IMapFunction<TIn, TOut>)function, limit),
        _ when function is DelegateFunction<TIn, TOut> { Body: var body } =>
            new ItemApplier<TIn, TOut, DelegateCall<TIn, TOut>>(this, worker, new DelegateCall<TIn, TOut>(body)),
        _ => new ItemApplier<TIn, TOut, ObjectCall<TIn, TOut>>(this, worker, new ObjectCall<TIn, TOut>((IMapFunction<TIn, TOut>)function)),
    };

    /// <summary>Here an item that waits may end after its chunk was given up; the link to a node writes only what it holds.</summary>
    private static bool[] RentEnds(int length)
    {
        var ends = ArrayPool<bool>.Shared.Rent(length);
        ends.AsSpan(0, length).Clear();
        return ends;
    }

    /// <summary>Every place is written before the consumer sees the array, so zeroing it first would only cost time.</summary>
    private static TOut[] Allocate(long length) => RuntimeHelpers.IsReferenceOrContainsReferences<TOut>()
        ? new TOut[length]
        : LargePages.Allocate<TOut>(checked((int)length));
}
