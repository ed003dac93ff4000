using ActorMap.Chunks;
using ActorMap.Dispatch;
using ActorMap.Messages;

namespace ActorMap.Routing;

/// <summary>Where the map asks for it: what runs last runs a second time on workers that have nothing else to do.</summary>
/// <param name="options">Whether the map asks for it, and whether its chunks are exact.</param>
/// <param name="dealer">Says when nothing else is left.</param>
/// <param name="roster">Knows what runs where.</param>
/// <param name="handOver">What the first copy has done counts: the second begins behind it.</param>
internal sealed class Stragglers(MapOptions options, Dealer dealer, Roster roster, Action<Chunk, int> handOver)
{
    private readonly Speculation? _speculation = options.Speculate ? new Speculation() : null;

    /// <summary>Whether there is something for this worker to run a second time, and what.</summary>
    public bool TryCopy(int worker, ref Deal deal)
    {
        if (_speculation is null || !dealer.IsDrained) return false;
        if (!_speculation.TryChoose(worker, roster.Running.Select(entry => (entry.Value.Number, (IAssignment)entry.Key)), dealer.Head, out var chosen, out var undone)) return false;
        var original = (Chunk)chosen;
        handOver(original, roster.Running[original].Number);
        deal = new Deal(options.ChunkSize is not null ? original.Range : undone, original.Attempt);
        return true;
    }

    /// <summary>False where another copy of the try has failed before.</summary>
    public bool IsNews(ItemFailure failure) => _speculation?.IsNews(failure.Index, failure.Attempts) != false;
}
