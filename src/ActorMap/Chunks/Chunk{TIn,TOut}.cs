using ActorMap.Messages;
using ActorMap.Sources;

namespace ActorMap.Chunks;

/// <summary>A chunk with its items and results: results go where the consumer wants them, or into a rented buffer until it takes them.</summary>
internal sealed class Chunk<TIn, TOut> : Chunk
{
    private readonly ItemSlice<TIn> _items;
    private readonly TOut[] _results;
    private readonly long[]? _durations;
    private readonly int _offset;
    private readonly Recycler<TOut>? _buffers;

    /// <summary>A chunk whose results go straight into the result of the map.</summary>
    public Chunk(IndexRange range, int attempt, bool exact, ItemSlice<TIn> items, TOut[] results)
        : base(range, attempt, exact)
    {
        (_items, _results, _offset) = (items, results, checked((int)range.Start));
    }

    /// <summary>A chunk that carries its results itself, and how long each took where that is asked for.</summary>
    public Chunk(IndexRange range, int attempt, bool exact, ItemSlice<TIn> items, Recycler<TOut> buffers, bool timed)
        : base(range, attempt, exact)
    {
        var length = checked((int)range.Length);
        (_items, _results, _buffers) = (items, buffers.Rent(length), buffers);
        if (timed) _durations = new long[length];
    }

    public ReadOnlySpan<TIn> Items => _items.Span;

    public Span<TOut> Results => _results.AsSpan(_offset);

    public Span<long> Durations => _durations;

    public TOut Result(long index) => _results[_offset + (int)(index - Start)];

    public TIn Item(long index) => _items.Span[(int)(index - Start)];

    public TimeSpan Duration(long index) => _durations is null ? TimeSpan.Zero : new TimeSpan(_durations[(int)(index - Start)]);

    /// <summary>The results as an array and the place of an index in it: what a tight loop of the consumer needs.</summary>
    public (TOut[] Results, int Offset) Locate(long index) => (_results, _offset + (int)(index - Start));

    protected override void Recycle()
    {
        _items.Release();
        _buffers?.Return(_results);
    }
}
