using System.Buffers;
using ActorMap.Dispatch;
using ActorMap.Messages;

namespace ActorMap.Chunks;

/// <summary>
/// A range of items on its way to a worker and its outcomes on their way back. One worker writes it; the router may take its unstarted tail, and may look
/// at how far it is. Its buffers live as long as somebody holds it.
/// </summary>
internal abstract partial class Chunk : IChunk, IAssignment
{
    // Whether the worker has it in hand.
    private const int Fresh = 0;
    private const int InHand = 1;
    private const int PutAside = 2;
    private const int Withdrawn = 3;

    private readonly bool _exact;
    private readonly int _dealt;
    private int _holders = 1;
    private int _completed;
    private int _hold;
    private int _stepEnd;
    private int _seenStep;
    private bool _isQueued;
    private ClaimCursor _cursor;
    private RunningItem _running;

    protected Chunk(IndexRange range, int attempt, bool exact)
    {
        Start = range.Start;
        Attempt = attempt;
        _exact = exact;
        _dealt = checked((int)range.Length);
        _cursor = new ClaimCursor(_dealt);
    }

    public long Start { get; }

    public int Attempt { get; }

    /// <summary>Counts the job's chunks in the order in which they were dealt.</summary>
    public long Number { get; set; }

    /// <summary>Of a retry: the worker on which its item failed.</summary>
    public int? Avoid { get; set; }

    /// <summary>Whether it was dealt with all of the job's items.</summary>
    public bool IsWholeJob { get; init; }

    /// <summary>Whether with it nothing is left of the job: it has all items, none was taken from it, and none failed.</summary>
    public bool EndsJob => IsWholeJob && _failures is null && Completed == _dealt;

    /// <summary>The worker that it was dealt to.</summary>
    public WorkerInfo Worker { get; set; } = CallScope.Outside.Worker;

    /// <summary>Where the worker is a node and it is asked for: the worker on the node that each item ran on.</summary>
    public WorkerInfo[]? Workers { get; init; }

    /// <summary>Whether its outcomes are a journal's, and so are in it already.</summary>
    public bool IsReplayed { get; set; }

    /// <summary>Of one whose outcomes may be a journal's: how each came about. Null where nobody asks.</summary>
    public RecordedBy[]? Recorded { get; init; }

    /// <summary>Checksums of its items as they were before the function had them, where that can differ.</summary>
    public uint[]? Prints { get; init; }

    public IndexRange Range => new(Start, Start + _cursor.End);

    /// <summary>How many items the worker claims at once, told to the router as the least that is worth taking.</summary>
    public int Step { get; set; } = 1;

    /// <summary>The offset behind what the worker is about to run, claimed and not taken from it any more. Who sets it sooner has the worker give back what it has not started by then.</summary>
    public int StepEnd
    {
        get => Volatile.Read(ref _stepEnd);
        set => Volatile.Write(ref _stepEnd, value);
    }

    /// <summary>All items before this offset have run. Written by the worker alone.</summary>
    public int Completed
    {
        get => Volatile.Read(ref _completed);
        set => Volatile.Write(ref _completed, value);
    }

    /// <summary>Where items wait they end out of order: which ones have; it may be longer than the chunk. Null where they run one after the other.</summary>
    public bool[]? EndedOutOfOrder { get; init; }

    /// <summary>Whether the above is given back when nobody holds the chunk any more.</summary>
    public bool RentsEnds { get; init; }

    /// <summary>Up to where its outcomes were handed over before its end.</summary>
    public int HandedOver { get; set; }

    /// <summary>What the worker did not start and gave back, having run long enough.</summary>
    public IndexRange GivenBack { get; private set; }

    /// <summary>Time and items measured by the worker.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>Whether it lies and waits, and others may have all of it. One that is about to start, or on its way to who has room for it, may not be taken: of many who ask, each would take what another was just given.</summary>
    public bool IsQueued
    {
        get => Volatile.Read(ref _isQueued);
        set => Volatile.Write(ref _isQueued, value);
    }

    public ref RunningItem Running => ref _running;

    public long Unstarted
    {
        get
        {
            var (next, end) = (_cursor.Next, _cursor.End);
            if (_exact && next > 0) return 0;
            var rest = end - next;
            return (next == 0 ? IsQueued : rest >= Step) ? rest : 0;
        }
    }

    public bool GoesWhole => _cursor.Next == 0 && (_exact || _cursor.End <= 1);

    public IndexRange Undone
    {
        get
        {
            if (EndedOutOfOrder is not { } ended) return new IndexRange(Start + Completed, Range.End);
            var own = ended.AsSpan(0, _cursor.End);
            var first = own.IndexOf(false);
            return first < 0 ? default : new IndexRange(Start + first, Start + own.LastIndexOf(false) + 1);
        }
    }

    /// <summary>The index of the first item that is not started.</summary>
    public long Next => Start + _cursor.Next;

    public WorkerInfo WorkerOf(long index) => IsReplayed && Recorded is { } recorded ? recorded[index - Start].Worker : Workers is { } workers ? workers[index - Start] : Worker;

    public int AttemptsOf(long index) => IsReplayed && Recorded is { } recorded ? recorded[index - Start].Attempts : Attempt;

    public bool TryClaim(int atMost, out int start, out int length) => _cursor.TryClaim(atMost, out start, out length);

    /// <summary>Gives back what was claimed and is not started.</summary>
    public void Unclaim(int from) => _cursor.Unclaim(from);

    /// <summary>The worker leaves its step before the bound, where that lies in it. It may begin another meanwhile, which must not become longer than what was claimed for it.</summary>
    public void StopAt(long bound)
    {
        var stop = (int)Math.Clamp(bound - Start, 0, int.MaxValue);
        for (var end = StepEnd; stop < end; end = StepEnd) Interlocked.CompareExchange(ref _stepEnd, stop, end);
    }

    /// <summary>The router looks at it now and then: a worker that is in the same step as the last time, which was to be over in an instant, leaves it behind the item that it is in.</summary>
    /// <returns>Whether another look may be worth it: more than one item is to end yet.</returns>
    public bool LeaveLongStep()
    {
        var (end, completed) = (StepEnd, Completed);
        if (end == _seenStep && end - completed > 1) StepEnd = 0;
        _seenStep = end;
        return _cursor.End - completed > 1;
    }

    public bool TryTakeTail(out IndexRange tail)
    {
        tail = default;
        var rest = Unstarted;
        int start, end;
        if (rest == 0 || !(_exact ? _cursor.TryTakeAll(out start, out end) : _cursor.TryCut((int)(rest / 2), out start, out end))) return false;
        tail = new IndexRange(Start + start, Start + end);
        return true;
    }

    /// <summary>The worker, or the router in its place, gives back all that is not started.</summary>
    public IndexRange GiveBack()
    {
        if (_cursor.TryCut(0, out var start, out var end)) GivenBack = new IndexRange(Start + start, Start + end);
        return GivenBack;
    }

    /// <summary>The worker has the chunk in hand now; false where the job is over and the chunk was taken back.</summary>
    public bool TryPickUp() => Interlocked.CompareExchange(ref _hold, InHand, Fresh) != Withdrawn && Interlocked.CompareExchange(ref _hold, InHand, PutAside) != Withdrawn;

    /// <summary>The worker has finished what it started of it, and does something else meanwhile.</summary>
    public void PutDown() => Interlocked.CompareExchange(ref _hold, PutAside, InHand);

    /// <summary>The router takes it back, for good: nothing of it runs. False while the worker has it in hand; true again where it was taken back.</summary>
    /// <param name="begun">Whether the worker ever had it in hand, and so has the job's function.</param>
    public bool TryWithdraw(out bool begun)
    {
        begun = Interlocked.CompareExchange(ref _hold, Withdrawn, Fresh) != Fresh;
        return !begun || Interlocked.CompareExchange(ref _hold, Withdrawn, PutAside) is PutAside or Withdrawn;
    }

    /// <summary>
    /// Of a chunk whose worker is lost: what has ended, and what is left to do, without the item that was given up. Each item is in one of them, as the worker may
    /// still go on while this looks at how far it is; nothing is started after this.
    /// </summary>
    public (IndexRange[] Done, IndexRange[] Left) GiveUp()
    {
        GiveBack();
        if (EndedOutOfOrder is { } ended)
        {
            var seen = ended.AsSpan(0, (int)Range.Length).ToArray();
            Volatile.ReadBarrier();
            return (Singles(seen, true), [.. Singles(seen, false), GivenBack]);
        }

        var end = Start + Completed;
        return ([new IndexRange(Start, end)], [new IndexRange(end + (Running.IsGivenUp ? 1 : 0), Range.End), GivenBack]);
    }

    private IndexRange[] Singles(bool[] ended, bool which) =>
        [.. Enumerable.Range(0, ended.Length).Where(offset => ended[offset] == which).Select(offset => IndexRange.Single(Start + offset))];

    /// <summary>This chunk, held once more by who holds it: whoever is given it lets go of it, be it a message, a piece or the router.</summary>
    /// <exception cref="InvalidOperationException">Nobody held it: its buffers are another chunk's by now, and would be given back twice.</exception>
    public Chunk Held()
    {
        if (Interlocked.Increment(ref _holders) > 1) return this;
        Interlocked.Decrement(ref _holders);
        throw new InvalidOperationException($"The chunk of items {Range} was used after it was let go of. This is a defect of ActorMap; please report it.");
    }

    /// <exception cref="InvalidOperationException">Nobody held it any more: one that still did may have lost its buffers before.</exception>
    public void LetGo()
    {
        var left = Interlocked.Decrement(ref _holders);
        if (left == 0) Recycle();
        if (left == 0 && RentsEnds) ArrayPool<bool>.Shared.Return(EndedOutOfOrder!);
        if (left < 0) throw new InvalidOperationException($"The chunk of items {Range} was let go of more often than it was held. This is a defect of ActorMap; please report it.");
    }

    protected abstract void Recycle();
}
