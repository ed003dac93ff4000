using System.Collections.Concurrent;
using ActorMap.Messages;

namespace ActorMap.Cluster.Nodes;

/// <summary>Jobs that were opened before in no time, with the very same function and state. They are opened in place: a thread of its own costs more than a small map.</summary>
internal sealed class QuickOpenings
{
    // The session says each second that it lives: a hundredth of that holds up no word of it.
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(10);

    // Who maps with ever new state fills it with what never comes again.
    private const int Most = 1024;

    private readonly ConcurrentDictionary<Kind, bool> _known = new();

    public bool Has(OpenJob open) => open is { State.IsInline: true, Code.Length: 0 } && _known.GetValueOrDefault(KindOf(open));

    /// <summary>How long one took to open.</summary>
    public void Took(OpenJob open, TimeSpan time)
    {
        if (open is not { State.IsInline: true, Code.Length: 0 }) return;
        if (_known.Count >= Most) _known.Clear();
        _known[KindOf(open)] = time < Quick;
    }

    private static Kind KindOf(OpenJob open)
    {
        var hash = new HashCode();
        hash.AddBytes(open.State.Inline.Span);
        return new Kind(open.Function, open.ItemType, open.ResultType, open.State.Inline.Length, hash.ToHashCode());
    }

    private readonly record struct Kind(string? Function, string Item, string Result, int Length, int Hash);
}
