using ActorMap.Aggregation;
using ActorMap.Chunks;
using ActorMap.Functions;
using ActorMap.Messages;
using Akka.Actor;

namespace ActorMap.Cluster.Tests.Simulation;

/// <summary>Takes a map's outcomes as they come and in its own time, as a <see cref="Query.JobStream{TIn,TOut}"/>, or all at its end.</summary>
internal sealed class SimulatedConsumer(ClusterSchedule schedule, VirtualTime time, Work<int, int> work)
{
    private readonly ArrayOutlet<int, int>? _array = schedule.Delivery == Delivery.Array ? new ArrayOutlet<int, int>(work) : null;
    private readonly StreamOutlet? _stream = schedule.Delivery == Delivery.Array ? null : new StreamOutlet(schedule.Delivery);
    private bool _busy;

    public Outlet Outlet => (Outlet?)_array ?? _stream!;

    /// <summary>The outcomes in the order in which they came, with the number of tries; a value is null where the item failed.</summary>
    public List<(long Index, int? Value, int Attempts)> Taken { get; } = [];

    public bool IsOver => _array is null ? !_busy && _stream!.Ended.IsCompleted && _stream.Pieces.Completion.IsCompleted : _array.Result.IsCompleted;

    /// <summary>What ended the map; null where all is well.</summary>
    public Exception? Error => (_array is null ? _stream!.Pieces.Completion : _array.Result).Exception?.InnerException;

    public void Look()
    {
        if (_stream is null || _busy || !_stream.Pieces.TryRead(out var piece)) return;
        _busy = true;
        var chunk = (Chunk<int, int>)piece.Chunk;
        for (var index = piece.Range.Start; index < piece.Range.End; index++)
            Taken.Add((index, piece.Failure is null ? chunk.Result(index) : null, piece.Failure?.Attempts ?? chunk.Attempt));
        time.In(TimeSpan.FromMicroseconds(schedule.ConsumerMicroseconds * piece.Range.Length), () =>
        {
            piece.LetGo();
            work.Aggregator.Tell(new Taken(work.Job, piece.Range.Length), ActorRefs.NoSender);
            _busy = false;
            Look();
            if (!_busy) work.Aggregator.Tell(new ConsumerWaits(work.Job), ActorRefs.NoSender);
        });
    }

    /// <summary>What an array holds, as if it had been taken item by item.</summary>
    public void TakeArray()
    {
        if (_array is not { Result.IsCompletedSuccessfully: true }) return;
        for (var index = 0; index < _array.Result.Result.Length; index++) Taken.Add((index, _array.Result.Result[index], schedule.Plan(index).Failures + 1));
    }
}
