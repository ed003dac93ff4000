using System.Buffers;

namespace ActorMap.Journaling;

/// <summary>
/// Makes outcomes durable on a thread of its own, off those of actors and workers: what comes while a batch is on its way to the disk is the next batch. What
/// is handed on only behind it (<see cref="JournalEntry.Then"/>) keeps the queue within what the consumer may have outstanding.
/// </summary>
internal sealed class JournalWriter(JournalFile file, Action<JournalEntry, ArrayBufferWriter<byte>> encode, Action<Exception> failed)
{
    // A frame is durable before the next begins, and what a crash cuts short is one frame.
    private const int LongestFrame = 1 << 20;

    // A write and a flush cost some 10 µs of a core at least: two hundred a second are noise, and nobody waits longer than this for company.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(5);

    private readonly object _gate = new();
    private readonly ManualResetEventSlim _hurry = new();
    private readonly ArrayBufferWriter<byte> _frame = new(LongestFrame);
    private List<JournalEntry> _waiting = [];
    private List<JournalEntry> _batch = [];
    private bool _busy;
    private bool _ended;

    /// <summary>Why nothing more is recorded; null while all is well.</summary>
    public Exception? Error { get; private set; }

    public void Start() => new Thread(Run) { IsBackground = true, Name = "actormap-journal" }.Start();

    public void Add(JournalEntry entry)
    {
        bool isDurable;
        lock (_gate)
        {
            // Where nothing is on its way, as in a replay, nobody need wait.
            if (!_ended && (_busy || entry.Chunk is not null))
            {
                _busy = true;
                _waiting.Add(entry);
                if (_waiting.Count == 1) Monitor.Pulse(_gate);
                return;
            }

            isDurable = !_ended && Error is null;
        }

        LetGo(entry, isDurable);
    }

    /// <summary>The last entry: nothing comes after it.</summary>
    public void End(Action then)
    {
        lock (_gate)
        {
            if (_ended) return;
            _waiting.Add(new JournalEntry(null, default, null, _ => then()));
            _ended = true;
            Monitor.Pulse(_gate);
        }

        _hurry.Set();
    }

    /// <summary>Nothing is recorded from now on.</summary>
    public void Fail(Exception error)
    {
        Error ??= error;
        failed(error);
    }

    private void Run()
    {
        bool isLast;
        do
        {
            Wait();
            _hurry.Wait(Gather);
            lock (_gate)
            {
                (_batch, _waiting) = (_waiting, _batch);
                isLast = _ended;
            }

            WriteBatch();
            if (isLast) file.Dispose();
            foreach (var entry in _batch) LetGo(entry, Error is null);
            _batch.Clear();
            lock (_gate) _busy = _waiting.Count > 0;
        }
        while (!isLast);
    }

    private void Wait()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0) Monitor.Wait(_gate);
        }
    }

    private void WriteBatch()
    {
        if (Error is not null) return;
        try
        {
            // In the order of the input, so that neighbours are read together.
            foreach (var entry in _batch.Where(entry => entry.Chunk is not null).OrderBy(entry => entry.Range.Start))
            {
                if (Error is not null) return;
                encode(entry, _frame);
                if (_frame.WrittenCount >= LongestFrame) Append();
            }

            Append();
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    private void Append()
    {
        if (_frame.WrittenCount == 0) return;
        file.Append(_frame.WrittenSpan);
        _frame.ResetWrittenCount();
    }

    /// <summary>Behind an entry is the consumer, for whose results there may be no room: on the writer's own thread that would end the program.</summary>
    private void LetGo(JournalEntry entry, bool isDurable)
    {
        try
        {
            entry.Chunk?.LetGo();
            entry.Then?.Invoke(isDurable);
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }
}
