using System.Collections;
using System.Diagnostics;
using ActorMap.Chaos.Plans;
using ActorMap.Chaos.Victims;

namespace ActorMap.Chaos.Rounds;

/// <summary>One map: takes its outcomes and checks each, and lets happen what is planned, while the map runs.</summary>
internal sealed class Round(RoundPlan plan, IVictims victims, Tally tally)
{
    private readonly BitArray _seen = new(plan.Items);
    private readonly Queue<PlannedFault> _due = new(plan.Faults);
    private readonly Stopwatch _silent = new();
    private int _count;
    private int _doubled;
    private int _wrong;
    private TimeSpan _silence;

    public async Task<RoundOutcome> RunAsync(CancellationToken cancellation)
    {
        var items = Enumerable.Range(0, plan.Items);
        // Chance may kill one item's process again and again, which is no fault of the item.
        var query = victims.Map(plan.FromArray ? items.ToArray() : items.Where(_ => true)).With(new MapOptions { KillsAllowed = int.MaxValue });
        if (plan.InOrder)
        {
            await foreach (var value in query.WithCancellation(cancellation))
            {
                // Results have no index: what is lost or doubled shifts all that follow.
                await TakeAsync(_count, value);
            }
        }
        else
        {
            await foreach (var outcome in query.AsCompleted().WithCancellation(cancellation)) await TakeAsync((int)outcome.Index, outcome.Error is { } error ? throw error : outcome.Value);
        }

        return new RoundOutcome(plan.Items, plan.Items - _seen.Cast<bool>().Count(seen => seen), _doubled, _wrong, _silence);
    }

    private async ValueTask TakeAsync(int index, long value)
    {
        if (_silent.IsRunning && _silent.Elapsed > _silence) _silence = _silent.Elapsed;
        if (index >= plan.Items || _seen[index]) _doubled++;
        else _seen[index] = true;
        if (value != Weighed.Expected(index)) _wrong++;
        for (_count++; _due.TryPeek(out var fault) && fault.After <= _count; _due.Dequeue()) await victims.StrikeAsync(fault, tally);
        _silent.Restart();
    }
}
