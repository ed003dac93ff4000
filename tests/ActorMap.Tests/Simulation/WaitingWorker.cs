using ActorMap.Messages;

namespace ActorMap.Tests.Simulation;

/// <summary>Has several items in flight, which end in any order, as the <c>AsyncApplier</c> within an <c>Engagement</c>.</summary>
internal sealed class WaitingWorker(SimulatedJob job, WorkerInfo info) : SimulatedWorker(job, info)
{
    private readonly Queue<SimulatedChunk> _chunks = [];
    private readonly Dictionary<SimulatedChunk, Flight> _flights = [];
    private int _inFlight;

    protected override void Begin(SimulatedChunk chunk)
    {
        _chunks.Enqueue(chunk);
        TakeTurns();
    }

    private void TakeTurns()
    {
        while (_chunks.TryPeek(out var chunk) && TryStartAll(chunk, out var flight))
        {
            _chunks.Dequeue();
            if (flight.Outstanding == 0) _flights.Remove(chunk);
            Ready(chunk, ended: flight.Outstanding == 0);
        }
    }

    /// <summary>Starts what may be in flight; false where there is more to start.</summary>
    private bool TryStartAll(SimulatedChunk chunk, out Flight flight)
    {
        if (!_flights.TryGetValue(chunk, out flight!)) _flights.Add(chunk, flight = new Flight(Job.Timeline.Now));
        while (_inFlight < Job.Schedule.Concurrency)
        {
            if (chunk.Next >= Job.Bound || !chunk.TryClaim(1, out var offset, out _)) return flight.AllStarted = true;
            _inFlight++;
            flight.Outstanding++;
            var (ticks, end) = BeginTry(chunk, offset);
            Later(ticks, () => ItemEnded(chunk, offset, end, new TimeSpan(ticks)));
        }

        ItemsFailed(chunk);
        return false;
    }

    private void ItemEnded(SimulatedChunk chunk, int offset, TryEnd end, TimeSpan duration)
    {
        var flight = _flights[chunk];
        EndTry(chunk, offset, end, duration);
        chunk.EndedOutOfOrder![offset] = true;
        chunk.Elapsed = new TimeSpan(Job.Timeline.Now - flight.Begun);
        if (Array.TrueForAll(chunk.EndedOutOfOrder, ended => ended)) chunk.Completed = chunk.EndedOutOfOrder.Length;
        _inFlight--;
        flight.Outstanding--;
        HandOver(chunk, IndexRange.Single(chunk.Start + offset));
        ItemsFailed(chunk);
        if (flight.AllStarted && flight.Outstanding == 0 && !_chunks.Contains(chunk))
        {
            _flights.Remove(chunk);
            Ended(chunk);
        }

        TakeTurns();
    }

    private sealed class Flight(long begun)
    {
        public long Begun { get; } = begun;
        public int Outstanding { get; set; }
        public bool AllStarted { get; set; }
    }
}
