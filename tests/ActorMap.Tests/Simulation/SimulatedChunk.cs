using ActorMap.Chunks;
using ActorMap.Messages;

namespace ActorMap.Tests.Simulation;

/// <summary>The real chunk with results of its own, or of the whole map; it tells when its buffers are used after they were let go.</summary>
internal sealed class SimulatedChunk(IndexRange range, int attempt, bool exact, long?[]? inPlace, Findings findings) : Chunk(range, attempt, exact)
{
    private readonly IndexRange _all = range;
    private readonly long?[] _results = inPlace ?? new long?[range.Length];
    private readonly long _offset = inPlace is null ? range.Start : 0;
    private bool _recycled;

    public long? this[long index]
    {
        get
        {
            findings.Require(!_recycled, $"{_all} was read after it was let go");
            return _results[index - _offset];
        }

        set
        {
            findings.Require(!_recycled, $"{_all} was written after it was let go");
            _results[index - _offset] = value;
        }
    }

    protected override void Recycle()
    {
        findings.Require(!_recycled, $"{_all} was let go twice");
        _recycled = true;
    }
}
