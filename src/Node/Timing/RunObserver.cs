using ActorMap.Chunks;
using ActorMap.Node.Input;
using ActorMap.Node.Results;
using ActorMap.Telemetry;

namespace ActorMap.Node.Timing;

/// <summary>Keeps what the job's actors tell of where its time goes.</summary>
/// <param name="log">Told of each run of items; null where nobody asks.</param>
internal sealed class RunObserver(Action<ChunkRun>? log) : IJobObserver
{
    // The clock's ticks are of 100 ns: of items that take less only the mean over their chunk is known.
    private static readonly TimeSpan Resolved = TimeSpan.FromMicroseconds(1);

    private readonly Lock _lock = new();
    private readonly Histogram _times = new();
    private TimeSpan _busy;
    private TimeSpan _held;
    private Func<TimeSpan> _reading = () => TimeSpan.Zero;
    private (long Index, TimeSpan Time)? _heldMost;
    private long _items;

    public void Ran(in ChunkRun run)
    {
        var count = run.Range.Length;
        lock (_lock)
        {
            _items += count;
            _busy += run.Elapsed;
            if (run.Elapsed / count < Resolved || run.Failed == count || run.Chunk is not Chunk<Record, Encoded> { Durations.IsEmpty: false } chunk) _times.Add((long)(run.Elapsed.TotalNanoseconds / count), count);
            else foreach (var ticks in chunk.Durations.Slice((int)(run.Range.Start - chunk.Start), (int)count)) _times.Add(ticks * TimeSpan.NanosecondsPerTick);
        }

        log?.Invoke(run);
    }

    public void HeldBack(long index, TimeSpan time)
    {
        lock (_lock)
        {
            _held += time;
            if (_heldMost is not { } most || time > most.Time) _heldMost = (index, time);
        }
    }

    public void Begins(Func<TimeSpan> reading) => _reading = reading;

    /// <summary>What it knows, put into what is known already.</summary>
    internal Measured AddTo(Measured measured)
    {
        lock (_lock) return measured with { Items = _items, Busy = _busy, Held = _held, HeldMost = _heldMost, Input = _reading(), Longest = TimeSpan.FromSeconds(_times.Longest / 1e9) };
    }

    /// <summary>The time of a try of an item.</summary>
    internal ItemTimes Times()
    {
        lock (_lock) return new ItemTimes(Seconds(0.5), Seconds(0.9), Seconds(0.99), _times.Longest / 1e9);
    }

    private double Seconds(double share) => _times.Quantile(share) / 1e9;
}

/// <summary>In seconds, how long the tries of items took: half of them at most so long, nine tenths, all but one in a hundred, all.</summary>
internal readonly record struct ItemTimes(double Half, double Nine, double Most, double Longest);
