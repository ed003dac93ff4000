using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Sessions;
using ActorMap.Messages;
using ActorMap.Telemetry;
using ActorMap.Time;

namespace ActorMap.Cluster.Links;

/// <summary>Parcels on their way, and what comes back of them.</summary>
internal sealed partial class LinkJob
{
    // Where all cores are busy a message and its answer take tens of milliseconds.
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(40);

    // A program may be stopped again and again, as in a debugger; what takes longer to be read than the node waits would go on for ever.
    private const int MissesAllowed = 3;

    /// <summary>Whether what has this number has not come.</summary>
    public bool Awaits(long outcome) => !_came.Has(outcome);

    public void Done(ParcelDone done, ReadOnlyMemory<byte> results)
    {
        if (!_came.Add(done.Number) || Answer(done.Range, out var items) is not { } parcel) return;
        var chunk = parcel.Chunk;
        var offset = (int)(done.Range.Start - chunk.Chunk.Start);
        _window.Measured(done.Range.Length, done.Elapsed);
        chunk.Worked += done.Elapsed;
        chunk.Chunk.Workers?.AsSpan(offset, (int)done.Range.Length).Fill(new WorkerInfo(done.Worker, link.Node));
        var end = done.Range.Start + _cargo.Decode(chunk.Chunk, offset, (int)done.Range.Length, results, done.Durations, out var error);
        if (end > done.Range.Start)
        {
            var range = done.Range with { End = end };
            work.Options.Observer?.Ran(new ChunkRun(chunk.Chunk, range, new WorkerInfo(done.Worker, link.Node), 0, done.Elapsed));
            chunk.End(range);
            work.Aggregator.Tell(new ChunkDone(Id, chunk.Chunk.Held(), range), link.Self);
        }

        if (error is not null)
        {
            // Where the results begin that come after one that can't be read, nobody knows: those items run again.
            Fail(chunk, Failures.Describe(error, end, chunk.Chunk.Attempt, new WorkerInfo(done.Worker, link.Node), TimeSpan.Zero));
            if (end + 1 < done.Range.End) GiveBack(chunk.Chunk, done.Range with { Start = end + 1 });
        }
        else if (end == done.Range.Start)
        {
            Miss(chunk, done, new BlobException($"{done.Results.Length:N0} bytes were taken out of the shared memory while they were read."));
        }

        Answered(parcel, items);
    }

    /// <summary>Results beside the message do not come, or come damaged.</summary>
    public void Missed(ParcelDone done, Exception error)
    {
        if (!_came.Add(done.Number) || Answer(done.Range, out var items) is not { } parcel) return;
        Miss(parcel.Chunk, done, error);
        Answered(parcel, items);
    }

    public void Failed(ParcelFailed failed)
    {
        if (!_came.Add(failed.Number)) return;
        foreach (var failure in failed.Failures)
        {
            if (Answer(IndexRange.Single(failure.Index), out var items) is not { } parcel) continue;
            Fail(parcel.Chunk, failure.Arrived());
            Answered(parcel, items);
        }
    }

    public void Returned(ParcelReturned returned)
    {
        if (!_came.Add(returned.Number) || Answer(returned.Range, out var items) is not { } parcel) return;
        IsWanted = false;
        link.Budget += items;
        if (returned.ItemTime > TimeSpan.Zero) _window.Measured(1, returned.ItemTime);
        GiveBack(parcel.Chunk.Chunk, returned.Range);
        Answered(parcel, items);
    }

    /// <summary>A node takes back what lies in shared memory where it has heard nothing for so long that this program must be gone. It only stood still: nothing has failed, and the items run again.</summary>
    private void Miss(LinkedChunk chunk, ParcelDone done, Exception error)
    {
        if (done.Results.Place is not null && _cargo.Missed(done.Range.Start) <= MissesAllowed)
        {
            GiveBack(chunk.Chunk, done.Range);
            return;
        }

        for (var index = done.Range.Start; index < done.Range.End; index++)
            Fail(chunk, Failures.Describe(error, index, chunk.Chunk.Attempt, new WorkerInfo(done.Worker, link.Node), TimeSpan.Zero));
    }

    private void Send(LinkedChunk chunk, int start, int length)
    {
        var (end, isAlone) = (start + length, false);
        while (start < end)
        {
            using var bytes = link.Writer();
            var asked = isAlone ? 1 : end - start;
            var count = _cargo.Encode(chunk.Chunk, start, asked, bytes, out var error);
            if (count > 0)
            {
                var range = new IndexRange(chunk.Chunk.Start + start, chunk.Chunk.Start + start + count);
                var parcel = new SentParcel(chunk, new RunParcel(link.Session, Id, ++_parcels, range, chunk.Chunk.Attempt, link.Pack(Id, bytes)), work.Time.Now());
                _sent.Add(parcel);
                chunk.Outstanding += count;
                link.Budget -= count;
                _window.Sent(count, parcel.Bytes);
                link.Send(parcel.Message);
                start += count;
            }

            // It may be that there was no room for it and its neighbours together.
            isAlone = error is not null && count == 0 && asked > 1;
            if (error is null || isAlone) continue;
            Fail(chunk, Failures.Describe(error, chunk.Chunk.Start + start++, chunk.Chunk.Attempt, new WorkerInfo(0, link.Node), TimeSpan.Zero));
        }
    }

    /// <summary>The parcel that waits for an answer to these items, and has it now; null where none does: the answer came before, by whatever way.</summary>
    private SentParcel? Answer(IndexRange range, out long items)
    {
        foreach (var parcel in _sent)
        {
            if (parcel.TryAnswer(range, out items)) return parcel;
        }

        items = 0;
        return null;
    }

    private void Answered(SentParcel parcel, long items)
    {
        parcel.Chunk.Outstanding -= items;
        _window.Answered(items, parcel.IsAnswered ? parcel.Bytes : 0);
        if (parcel.IsAnswered)
        {
            _sent.Remove(parcel);
            link.Unpack(Id, parcel.Message.Items);
            EndIsolation();
        }

        _cargo.Answered();
        if (_came.Owed >= (link.IsLeaving ? 1 : OutcomeNumbers.MostOwed)) link.Send(new OutcomesCame(link.Session, Id, _came.Acknowledge()));
        if (parcel.Chunk is { IsSent: true, Outstanding: 0 } chunk) End(chunk);
        if (_waiting is { Outstanding: 0 }) _waiting = null;
        if (_waiting is { } waiting && !_window.IsFull)
        {
            _waiting = null;
            Ask(waiting);
        }

        Pump();
    }

    /// <summary>All of it is sent, and there is room for more: the router may deal another. Without room it would only lie here, and be taken away again.</summary>
    private void Ask(LinkedChunk chunk)
    {
        chunk.HasAsked = true;
        router.Tell(new WorkerReady(Id, link.Number, chunk.Chunk, Ended: false), link.Self);
    }

    private void End(LinkedChunk chunk)
    {
        chunk.Chunk.Completed = (int)chunk.Chunk.Range.Length;
        // Chunks follow each other closely: what one waits for the other is no time that its items took. Nor is the way there and back: few items would seem long, the
        // next chunk had still fewer, and a map of small items never came out of that. Where the way is what limits, longer chunks show it.
        var now = work.Time.Now();
        var elapsed = now - (chunk.Begun > _ended ? chunk.Begun : _ended);
        chunk.Chunk.Elapsed = elapsed < RoundTrip && chunk.Worked < elapsed ? chunk.Worked : elapsed;
        _ended = now;
        router.Tell(chunk.HasAsked ? new ChunkEnded(Id, link.Number, chunk.Chunk) : new WorkerReady(Id, link.Number, chunk.Chunk, Ended: true), link.Self);
    }

    private void Fail(LinkedChunk chunk, ItemFailure failure)
    {
        work.Options.Observer?.Ran(new ChunkRun(chunk.Chunk, IndexRange.Single(failure.Index), failure.Worker, 1, failure.Duration, failure.Death));
        chunk.Worked += failure.Duration;
        chunk.Chunk.Fail(failure);
        chunk.End(IndexRange.Single(failure.Index));
        router.Tell(new ItemsFailed(Id, link.Number, chunk.Chunk), link.Self);
    }
}
