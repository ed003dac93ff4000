namespace ActorMap.Slots;

/// <summary>
/// Where one worker, or one item that waits, notes what runs. Plain stores into memory that outlives the process: a store for each item is all that a tight loop pays.
/// </summary>
internal sealed unsafe class Slot
{
    // The words of a slot. The position is stored last and cleared first: a slot without one says nothing.
    private const int Job = 0, Position = 1, Count = 2, Due = 3;

    /// <summary>The words of a slot.</summary>
    public const int Words = 4;

    private readonly long* _words;

    public Slot(long* words) => _words = words;

    /// <summary>The position that runs, plus one; 0 where none does. For tight loops, which store it themselves.</summary>
    public ref long Running => ref _words[Position];

    /// <summary>Items of this job come next, so many at once; where <paramref name="due"/> is not 0, they must have left the thread by then.</summary>
    public void Begin(long job, int count, long due)
    {
        End();
        _words[Job] = job;
        _words[Count] = count;
        _words[Due] = due;
    }

    /// <summary>The item at this position is about to run, or as many from there on as was said.</summary>
    public void Run(long index) => Volatile.Write(ref Running, index + 1);

    /// <summary>Nothing runs.</summary>
    public void End() => Volatile.Write(ref Running, 0);

    /// <summary>What is noted; false where nothing is.</summary>
    public bool TryRead(out NotedItems noted)
    {
        var position = Volatile.Read(ref Running);
        noted = new NotedItems(_words[Job], new Messages.IndexRange(position - 1, position - 1 + _words[Count]), _words[Due]);
        return position > 0;
    }
}
