using ActorMap.Chunks;
using ActorMap.Cluster.Sessions;
using ActorMap.Cluster.Wire;
using ActorMap.Messages;

namespace ActorMap.Cluster.Nodes;

/// <summary>What a node has to say of a job's items: numbered, and kept until the other side says that it came. Runs on the worker that has something to say, so results are encoded there.</summary>
internal sealed class Outbox(Guid session, JobId job, NodeWork work, INodeLink link, TimeProvider time)
{
    // The link acknowledges each second at least.
    private static readonly TimeSpan SayAgainAfter = TimeSpan.FromSeconds(2);

    // The time of each item is in the message, wherever the results are.
    private const int MostTimed = WireLimits.Inline / sizeof(long);

    private readonly Queue<(long Number, TimeSpan Said, IServing Message)> _said = new();
    private double _bytesPerResult = 64;
    private long _number;

    public long Last => _number;

    public bool IsEmpty => _said.Count == 0;

    /// <summary>The values of a run of items, in messages of a good size.</summary>
    public void Done(Chunk chunk, IndexRange run)
    {
        var (start, isAlone) = (run.Start, false);
        while (start < run.End)
        {
            using var bytes = link.Writer();
            var fits = (long)Math.Clamp(ParcelWindow.BytesOf(link.SharesMemory) / _bytesPerResult, 1, work.Work.IsTimed ? MostTimed : long.MaxValue);
            var length = isAlone ? 1 : (int)Math.Min(run.End - start, fits);
            var count = work.Encode(chunk, start, length, bytes, out var error);
            if (count > 0)
            {
                _bytesPerResult = Math.Max(1, (double)bytes.Length / count);
                var elapsed = chunk.Completed > 0 ? chunk.Elapsed * ((double)count / Math.Max(chunk.Completed, count)) : chunk.Elapsed;
                Say(new ParcelDone(
                    session, job, ++_number, new IndexRange(start, start + count), chunk.Worker.Number, elapsed, link.Pack(job, bytes), work.Durations(chunk, start, count)));
                start += count;
            }

            // It may be that there was no room for it and its neighbours together.
            isAlone = error is not null && count == 0 && length > 1;
            if (error is null || isAlone) continue;
            Failed(Failures.Describe(error, start++, chunk.Attempt, chunk.Worker, TimeSpan.Zero));
        }
    }

    public void Failed(params ItemFailure[] failures) => Say(new ParcelFailed(session, job, ++_number, failures));

    public void Returned(IndexRange range, TimeSpan itemTime) => Say(new ParcelReturned(session, job, ++_number, range, itemTime));

    public void Came(long upTo)
    {
        while (_said.TryPeek(out var said) && said.Number <= upTo) 
        {
            _said.Dequeue();
            if (said.Message is ParcelDone done) link.Unpack(job, done.Results);
        }
    }

    public void SayAgain(TimeSpan now)
    {
        if (!_said.TryPeek(out var first) || now - first.Said < SayAgainAfter) return;
        foreach (var said in _said.Where(said => now - said.Said >= SayAgainAfter).ToArray()) link.Send(said.Message);
    }

    private void Say(IServing message)
    {
        _said.Enqueue((_number, time.GetElapsedTime(0), message));
        link.Send(message);
    }
}
