using ActorMap.Chunking;
using ActorMap.Functions;

namespace ActorMap.Routing;

/// <summary>How far the source may be read and dealt: without end where all results have their place already, else so far ahead of the consumer.</summary>
internal sealed class Credit(Work work, ChunkLength length)
{
    private readonly ReadAhead _ahead = new(work.Options.MaxInFlight, ReadAhead.DefaultBytes);
    private readonly int _exact = work.Rules.Exact ?? 0;
    private readonly bool _bounded = work.Watched || work.Options.MaxInFlight is not null;

    /// <summary>Outcomes that the consumer has taken.</summary>
    public long Taken { get; set; }

    /// <summary>The first position that may not be read yet.</summary>
    public long Limit(int workers)
    {
        if (!_bounded) return long.MaxValue;
        var chunk = length.Next(null, workers) * work.Overlap;
        var items = _ahead.Items(length.ItemSeconds, chunk, Math.Max(1, workers), work.BytesPerItem);

        // An exact chunk must fit whatever its bytes: it is dealt whole or not at all.
        return Taken + Math.Max(items, _exact);
    }
}
