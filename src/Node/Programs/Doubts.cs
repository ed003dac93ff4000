namespace ActorMap.Node.Programs;

/// <summary>
/// The stretches of items that are in doubt, each within the one before it: what is left of it, how many go at once, and whether there was a line too many that no
/// item has been found to have written.
/// </summary>
internal sealed class Doubts
{
    private readonly List<(int Left, int Most, bool HadMore)> _stretches = [];

    internal bool Any => _stretches.Count > 0;

    /// <summary>How many items may go at once.</summary>
    internal int Most(int usual) => _stretches is [.., var inner] ? Math.Min(inner.Most, inner.Left) : usual;

    internal void Add(int items, int most, bool hadMore) => _stretches.Add((items, Math.Max(1, most), hadMore));

    /// <summary>So many items have their answers.</summary>
    /// <returns>Whether a stretch has ended that had a line too many, of which none of its items is the cause. It is told once.</returns>
    internal bool Pass(int items)
    {
        var isUnexplained = false;
        for (var i = _stretches.Count - 1; i >= 0; i--)
        {
            var (left, most, hadMore) = _stretches[i];
            _stretches[i] = (left - items, most, hadMore);
            if (left > items) continue;
            isUnexplained |= hadMore;
            _stretches.RemoveAt(i);
        }

        if (isUnexplained) Explain();
        return isUnexplained;
    }

    /// <summary>Who wrote the line too many is found, or it is told that nobody is.</summary>
    internal void Explain()
    {
        for (var i = 0; i < _stretches.Count; i++) _stretches[i] = _stretches[i] with { HadMore = false };
    }

    internal void Clear() => _stretches.Clear();
}
