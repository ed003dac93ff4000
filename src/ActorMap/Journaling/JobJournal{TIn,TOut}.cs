using System.Buffers;
using ActorMap.Chunks;
using ActorMap.Codec;
using ActorMap.Messages;

namespace ActorMap.Journaling;

/// <summary>A job's journal with its types.</summary>
internal sealed class JobJournal<TIn, TOut> : JobJournal
{
    // What a record holds is decoded as a whole, even where a chunk wants a part of it.
    private const int LongestRecord = 4096;

    private readonly ItemPrints<TIn> _prints;
    private readonly RecordWriter<TIn, TOut> _writer;
    private readonly RecordReader<TIn, TOut> _reader;

    private JobJournal(Journal options, Fingerprint fingerprint, ItemCodec<TIn> items, ItemCodec<TOut> results)
        : base(options, fingerprint)
    {
        _prints = new ItemPrints<TIn>(items);
        _writer = new RecordWriter<TIn, TOut>(_prints, results);
        _reader = new RecordReader<TIn, TOut>(_prints, results);
    }

    /// <param name="options">The options, with a journal.</param>
    /// <param name="function">The caller's function object.</param>
    /// <param name="count">The number of items, where it is known.</param>
    /// <exception cref="JournalException">It can't be used, or is of another map.</exception>
    /// <exception cref="PayloadException">Items or results are of a type that can't be carried.</exception>
    public static JobJournal<TIn, TOut> Open(MapOptions options, object function, long? count)
    {
        var (items, results) = (ItemCodec<TIn>.Create(), ItemCodec<TOut>.Create());
        return new JobJournal<TIn, TOut>(options.Journal!, Fingerprint.Of(items, results, function, options, count), items, results);
    }

    /// <summary>Looks at items that the function may change, before it has them.</summary>
    public uint[]? EarlyPrints(ReadOnlySpan<TIn> items, long first)
    {
        if (!_prints.MustBeEarly) return null;
        try
        {
            return _prints.Of(items, first);
        }
        catch (PayloadException error)
        {
            Fail(error);
            return new uint[items.Length];
        }
    }

    protected override long? Fill(Chunk chunk, int length, RecordHead head, ReadOnlyMemory<byte> record) => _reader.Fill((Chunk<TIn, TOut>)chunk, length, head, record);

    protected override void Encode(JournalEntry entry, ArrayBufferWriter<byte> to)
    {
        var chunk = (Chunk<TIn, TOut>)entry.Chunk!;
        if (entry.Failure is { } failure)
        {
            _writer.Failure(chunk, failure, to);
            return;
        }

        for (var start = entry.Range.Start; start < entry.Range.End;)
        {
            var end = start + 1;
            while (end < entry.Range.End && end - start < LongestRecord && (chunk.Workers is null || chunk.WorkerOf(end) == chunk.WorkerOf(start))) end++;
            _writer.Values(chunk, new IndexRange(start, end), to);
            start = end;
        }
    }
}
