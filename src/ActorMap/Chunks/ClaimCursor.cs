namespace ActorMap.Chunks;

/// <summary>
/// Which part of a chunk is started, and where it ends: both in one word, so that a worker that claims the next items and a router that takes the tail
/// can't both have one. This is what lets a range split while a long item runs.
/// </summary>
internal struct ClaimCursor(int end)
{
    private long _word = (uint)end;

    /// <summary>The first offset that is not started.</summary>
    public int Next => (int)(Volatile.Read(ref _word) >> 32);

    /// <summary>One past the last offset that is still the worker's.</summary>
    public int End => (int)Volatile.Read(ref _word);

    /// <summary>The worker starts up to so many items.</summary>
    public bool TryClaim(int atMost, out int start, out int length)
    {
        while (true)
        {
            var word = Volatile.Read(ref _word);
            (start, var end) = ((int)(word >> 32), (int)word);
            length = Math.Min(atMost, end - start);
            if (length <= 0) return false;
            if (Interlocked.CompareExchange(ref _word, Pack(start + length, end), word) == word) return true;
        }
    }

    /// <summary>The worker gives back what it claimed and did not start.</summary>
    public void Unclaim(int from)
    {
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if (Interlocked.CompareExchange(ref _word, Pack(from, (int)word), word) == word) return;
        }
    }

    /// <summary>Takes what is not started beyond the given number of items; they are nobody's until dealt.</summary>
    public bool TryCut(int keep, out int start, out int end)
    {
        while (true)
        {
            var word = Volatile.Read(ref _word);
            (var next, end) = ((int)(word >> 32), (int)word);
            start = next + keep;
            if (start >= end) return false;
            if (Interlocked.CompareExchange(ref _word, Pack(next, start), word) == word) return true;
        }
    }

    /// <summary>Takes everything, if nothing is started.</summary>
    public bool TryTakeAll(out int start, out int end)
    {
        var word = Volatile.Read(ref _word);
        (start, end) = (0, (int)word);
        return word >> 32 == 0 && end > 0 && Interlocked.CompareExchange(ref _word, 0, word) == word;
    }

    private static long Pack(int next, int end) => ((long)next << 32) | (uint)end;
}
