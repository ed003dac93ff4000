using ActorMap.Functions;
using ActorMap.Messages;

namespace ActorMap.Cluster.Wire;

/// <summary>The values that messages are made of.</summary>
internal static class WireFields
{
    /// <summary>The fewest bytes of what comes in numbers: a blob's name, an assembly, a job's status, a node's part of a job, a range, what was noted.</summary>
    public const int LeastBlobId = 33, LeastCodeItem = 1 + 16 + LeastBlobId + 1, LeastJobStatus = 17 + 3, LeastJobWork = 17 + 4, LeastRange = 2, LeastNoted = 1 + LeastRange;

    /// <summary>Where a payload's bytes are.</summary>
    private const byte InMessage = 0, AsBlob = 1, InMemory = 2;

    public static void Job(this WireWriter writer, JobId job)
    {
        writer.Guid(job.Pool);
        writer.Natural(job.Number);
    }

    public static JobId Job(this ref WireReader reader) => new(reader.Guid(), reader.Natural());

    public static void Range(this WireWriter writer, IndexRange range)
    {
        writer.Natural(range.Start);
        writer.Natural(range.Length);
    }

    public static IndexRange Range(this ref WireReader reader)
    {
        var (start, length) = (reader.Natural(), reader.Natural());
        return length <= long.MaxValue - start ? new(start, start + length) : throw new WireException($"{length} items from {start} on are past the last index");
    }

    public static void Blob(this WireWriter writer, BlobId blob)
    {
        writer.UInt128(blob.High);
        writer.UInt128(blob.Low);
        writer.Natural(blob.Length);
    }

    public static BlobId Blob(this ref WireReader reader) => new(reader.UInt128(), reader.UInt128(), reader.Natural());

    public static void Payload(this WireWriter writer, Payload payload)
    {
        if (payload is { Blob: not null, Inline.Length: > 0 } or { Place: not null, Inline.Length: > 0 } or { Place: not null, Blob: not null })
            throw new WireException("a payload is both in the message and beside it; this is a defect of the sender");
        switch (payload)
        {
            case { Place: { } place }:
                writer.Byte(InMemory);
                writer.Place(place);
                break;
            case { Blob: { } blob }:
                writer.Byte(AsBlob);
                writer.Blob(blob);
                break;
            default:
                writer.Byte(InMessage);
                writer.Bytes(payload.Inline);
                break;
        }
    }

    public static Payload Payload(this ref WireReader reader) => reader.Byte() switch
    {
        InMessage => new(reader.Bytes(), null),
        AsBlob => new(default, reader.Blob()),
        InMemory => new(default, null, reader.Place()),
        var kind => throw new WireException($"no payload is of kind {kind}"),
    };

    public static void Place(this WireWriter writer, MemoryPlace place)
    {
        writer.Natural(place.Offset);
        writer.Natural(place.Length);
        writer.Natural(place.Stamp);
    }

    public static MemoryPlace Place(this ref WireReader reader) => new(reader.Natural(), reader.Natural(), reader.Natural());

    public static void Terms(this WireWriter writer, JobTerms terms)
    {
        writer.Natural(terms.Form);
        writer.Int32(terms.Seed);
        writer.Natural(terms.Concurrency);
        writer.Optional(terms.ItemTimeout, (w, timeout) => w.Duration(timeout));
        writer.Optional(terms.ChunkSize, (w, size) => w.Natural(size));
        writer.Bool(terms.IsTimed);
        writer.Bool(terms.SharesState);
        writer.Name(terms.Culture);
        writer.Name(terms.TextCulture);
    }

    public static JobTerms Terms(this ref WireReader reader) => new(
        Form(reader.Natural32()),
        reader.Int32(),
        reader.Natural32(),
        reader.Optional((ref r) => Limit(r.Duration())),
        reader.Optional((ref r) => r.Natural32()),
        reader.Bool(),
        reader.Bool(),
        reader.Name(),
        reader.Name());

    public static void Code(this WireWriter writer, CodeItem item)
    {
        writer.Name(item.Name);
        writer.Guid(item.Version);
        writer.Blob(item.Image);
        writer.Optional(item.Path, (w, path) => w.Name(path));
    }

    public static CodeItem Code(this ref WireReader reader) => new(reader.Name(), reader.Guid(), reader.Blob(), reader.OptionalName());

    public static void Status(this WireWriter writer, JobStatus status)
    {
        writer.Job(status.Job);
        writer.Natural(status.LastParcel);
        writer.Natural(status.LastOutcome);
        writer.Many(status.Held, Range);
    }

    public static JobStatus Status(this ref WireReader reader) =>
        new(reader.Job(), reader.Natural(), reader.Natural(), reader.Many((ref r) => r.Range(), LeastRange));

    public static void Work(this WireWriter writer, JobWork work)
    {
        writer.Job(work.Job);
        writer.Optional(work.Function, (w, name) => w.Name(name));
        writer.Natural(work.Held);
        writer.Natural(work.Done);
        writer.Natural(work.Failed);
    }

    public static JobWork Work(this ref WireReader reader) =>
        new(reader.Job(), reader.OptionalName(), reader.Natural(), reader.Natural(), reader.Natural());

    public static void Kind(this WireWriter writer, BreakKind kind) => writer.Byte((byte)kind);

    public static BreakKind Kind(this ref WireReader reader)
    {
        var kind = (BreakKind)reader.Byte();
        return Enum.IsDefined(kind) ? kind : throw new WireException($"no kind of break is {(byte)kind}");
    }

    public static void Way(this WireWriter writer, BlobWay way) => writer.Byte((byte)way);

    public static BlobWay Way(this ref WireReader reader)
    {
        var way = (BlobWay)reader.Byte();
        return Enum.IsDefined(way) ? way : throw new WireException($"no way of a blob is {(byte)way}");
    }

    public static void EndKind(this WireWriter writer, EndKind kind) => writer.Byte((byte)kind);

    public static EndKind EndKind(this ref WireReader reader)
    {
        var kind = (EndKind)reader.Byte();
        return Enum.IsDefined(kind) ? kind : throw new WireException($"no end of a process is {(byte)kind}");
    }

    public static void Noted(this WireWriter writer, NotedRange noted)
    {
        writer.Natural(noted.Job);
        writer.Range(noted.Range);
    }

    public static NotedRange Noted(this ref WireReader reader) => new(reader.Natural(), reader.Range());

    private static int Form(int form) =>
        Enum.IsDefined((FunctionForm)form) ? form : throw new WireException($"no form of function is {form}");

    private static TimeSpan Limit(TimeSpan limit) =>
        limit > TimeSpan.Zero ? limit : throw new WireException("an item's time limit is zero");
}
