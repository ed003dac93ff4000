using ActorMap.Node.Input;
using ActorMap.Node.Results;
using ActorMap.Node.Timing;
using ActorMap.Node.Watch;

namespace ActorMap.Node.Running;

/// <summary>Writes what has succeeded: many results at once, and those that lie side by side, as a worker has written them, as one piece.</summary>
internal sealed class RunWriter(OutputFiles files, RecordFeed feed, RunTotals totals, StageTimes stages)
{
    // Whoever looks at the progress sees it go on.
    private const int Step = 256;

    internal void Succeed(ReadOnlySpan<Record> items, ReadOnlySpan<Encoded> results)
    {
        while (!items.IsEmpty)
        {
            var count = Math.Min(items.Length, Step);
            Write(results[..count]);
            totals.Count(items[..count]);
            feed.Done(items[..count]);
            if (files.Rows is { IsDue: true }) files.WriteRows();
            items = items[count..];
            results = results[count..];
        }
    }

    internal void Write(ReadOnlySpan<Encoded> results)
    {
        var piece = default(Encoded);
        foreach (ref readonly var result in results)
        {
            var line = Line(in result);
            if (ReferenceEquals(line.Buffer, piece.Buffer) && line.Start == piece.Start + piece.Length)
            {
                piece = piece with { Length = piece.Length + line.Length };
                continue;
            }

            files.Results.Write(piece.Bytes);
            piece = line;
        }

        files.Results.Write(piece.Bytes);
    }

    /// <summary>The result without the times that a worker elsewhere has put behind it, which are kept.</summary>
    private Encoded Line(in Encoded result)
    {
        if (StageStamp.Read(result.Bytes) is not { } sample) return result;
        stages.Add(sample.Encoding, sample.All);
        return result with { Length = result.Line.Length };
    }
}
