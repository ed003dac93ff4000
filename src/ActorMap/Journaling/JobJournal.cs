using System.Buffers;
using ActorMap.Chunks;
using ActorMap.Messages;

namespace ActorMap.Journaling;

/// <summary>One job's journal: what it has, and what is added to it.</summary>
internal abstract class JobJournal
{
    private readonly RunIndex _index = new();
    private readonly JournalFile _file;
    private readonly JournalWriter _writer;
    private readonly Journal _options;
    private Action<Exception> _failed = _ => { };

    protected JobJournal(Journal options, Fingerprint fingerprint)
    {
        _options = options;
        _file = new JournalFile(options.Path, options.Open(options.Path));
        _writer = new JournalWriter(_file, Encode, error => _failed(Explained(error)));
        try
        {
            Open(fingerprint);
        }
        catch (Exception error)
        {
            _file.Dispose();
            if (error is JournalException) throw;
            throw Explained(error);
        }

        _writer.Start();
    }

    /// <summary>One past the last item with an outcome.</summary>
    public long Top => _index.Top;

    public string Path => _options.Path;

    /// <summary>Why nothing more is recorded; null while all is well.</summary>
    public Exception? Error => _writer.Error is { } error ? Explained(error) : null;

    /// <summary>Whether the source was ended early, so that it need not reach what is recorded.</summary>
    public bool IsSourceCut => _options.IsCut();

    public bool Has(long index) => _index.Has(index);

    /// <summary>How many items from here on are as this one is, with a recorded outcome or without.</summary>
    public long RunFrom(long index) => _index.RunFrom(index);

    /// <summary>Who is told, once, that nothing more can be recorded.</summary>
    public void OnFailure(Action<Exception> failed) => _failed = failed;

    /// <summary>Outcomes of a chunk. A cancelled map's are not looked at by anyone, and need not be true.</summary>
    public void Record(Chunk chunk, IndexRange range, ItemFailure? failure, CancellationToken cancelled)
    {
        if (!chunk.IsReplayed && !cancelled.IsCancellationRequested) _writer.Add(new JournalEntry(chunk.Held(), range, failure, null));
    }

    /// <summary>Goes on once all that was recorded so far is durable; says whether it is.</summary>
    public void Then(Action<bool> then) => _writer.Add(new JournalEntry(null, default, null, then));

    /// <summary>Nothing more is recorded; the file is another program's from then on.</summary>
    public void End(Action then) => _writer.End(then);

    /// <summary>Fills a chunk with recorded outcomes.</summary>
    /// <param name="chunk">Items that all have one.</param>
    /// <param name="length">How many of them.</param>
    /// <exception cref="JournalException">An item is another than then.</exception>
    public void Replay(Chunk chunk, int length)
    {
        for (var next = chunk.Start; next < chunk.Start + length;)
        {
            var (at, bytes) = _index.Find(next);
            foreach (var (head, record, _) in RecordHead.Each(_file.Read(at, bytes)))
            {
                if (!head.Range.Contains(next)) continue;
                if (Fill(chunk, length, head, record) is { } other)
                    throw new JournalException(Path, $"was written for another input: item {other} is not the one whose outcome it has. Give the input that the map began with, or name another journal.");
                next = head.Range.End;
                if (next >= chunk.Start + length) break;
            }
        }
    }

    /// <summary>Nothing can be recorded any more.</summary>
    protected void Fail(Exception error) => _writer.Fail(error);

    protected abstract long? Fill(Chunk chunk, int length, RecordHead head, ReadOnlyMemory<byte> record);

    protected abstract void Encode(JournalEntry entry, ArrayBufferWriter<byte> to);

    private void Open(Fingerprint fingerprint)
    {
        Fingerprint? then = null;
        var torn = _file.Scan((content, at) =>
        {
            if (then is not null) Index(content, at);
            else Compare(fingerprint, then = Fingerprint.Read(content));
        });
        _index.Seal(_options.RetryFailed);
        if (then is null) _file.Append(fingerprint.ToArray());
        else _options.Found(new JournalFindings(_index.Count, torn));
    }

    private void Compare(Fingerprint now, Fingerprint then)
    {
        if (now.DifferenceTo(then) is { Length: > 0 } difference)
            throw new JournalException(Path, $"was written for another map: {difference}. Run the map that it was written for, or name another journal.");
    }

    private void Index(ReadOnlyMemory<byte> content, long at)
    {
        foreach (var (head, record, start) in RecordHead.Each(content)) _index.Add(head.Range, at + start, RecordHead.LengthSize + record.Length, head.Failed);
    }

    private ActorMapException Explained(Exception error) => error switch
    {
        PayloadException payload => new JournalException(Path, $"can't hold an outcome: {payload.Message}", payload),
        IOException or UnauthorizedAccessException => new JournalException(
            Path, $"can't be written any further: {error.Message} The outcomes that are in it stay. Make room, and resume the map.", error),
        ActorMapException known => known,
        _ => new JournalException(Path, $"can't be read or written: {error.Message}", error),
    };
}
