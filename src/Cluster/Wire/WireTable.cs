using System.Collections.Frozen;
using ActorMap.Messages;

namespace ActorMap.Cluster.Wire;

/// <summary>Every message between members, and how it travels: the only list of them. A new message is a new row.</summary>
internal static class WireTable
{
    public static IReadOnlyList<WireRow> Rows { get; } =
    [
        WireRow.Of<Hello>("h",
            (w, m) => { w.Guid(m.Session); w.Guid(m.Pool); w.Natural(m.Protocol); w.Natural(m.Codec); w.Name(m.Framework); },
            (ref r) => new(r.Guid(), r.Guid(), r.Natural32(), r.Natural32(), r.Name())),
        WireRow.Of<Welcome>("w",
            (w, m) => { w.Guid(m.Session); w.Name(m.Node); w.Natural(m.Workers); w.Bool(m.AllowsCode); w.Many(m.Functions, (x, name) => x.Name(name)); },
            (ref r) => new(r.Guid(), r.Name(), r.Natural32(), r.Bool(), r.Many((ref x) => x.Name(), least: 1))),
        WireRow.Of<Refused>("r",
            (w, m) => { w.Guid(m.Session); w.Text(m.Reason); },
            (ref r) => new(r.Guid(), r.Text())),
        WireRow.Of<Beat>("b", (w, m) => w.Guid(m.Session), (ref r) => new(r.Guid())),
        WireRow.Of<NodeStatus>("s",
            (w, m) => { w.Guid(m.Session); w.Natural(m.Workers); w.Many(m.Jobs, WireFields.Status); },
            (ref r) => new(r.Guid(), r.Natural32(), r.Many((ref x) => x.Status(), WireFields.LeastJobStatus))),
        WireRow.Of<NodeLeaving>("l", (w, m) => w.Guid(m.Session), (ref r) => new(r.Guid())),
        WireRow.Of<Farewell>("f", (w, m) => w.Guid(m.Session), (ref r) => new(r.Guid())),

        WireRow.Of<OpenJob>("jo",
            (w, m) =>
            {
                Of(w, m);
                w.Optional(m.Function, (x, name) => x.Name(name));
                w.Name(m.ItemType);
                w.Name(m.ResultType);
                w.Terms(m.Terms);
                w.Payload(m.State);
                w.Many(m.Code, WireFields.Code);
            },
            (ref r) => new(
                r.Guid(), r.Job(), r.OptionalName(), r.Name(), r.Name(), r.Terms(), r.Payload(), r.Many((ref x) => x.Code(), WireFields.LeastCodeItem))),
        WireRow.Of<JobOpened>("jd", Of, (ref r) => new(r.Guid(), r.Job())),
        WireRow.Of<JobBroken>("jb",
            (w, m) => { Of(w, m); w.Kind(m.Kind); w.Natural(m.Worker + 1L); w.Text(m.ErrorType, WireLimits.ErrorType); w.Text(m.Message); },
            (ref r) => new(r.Guid(), r.Job(), r.Kind(), r.Natural32() - 1, r.Text(WireLimits.ErrorType), r.Text())),
        WireRow.Of<RunParcel>("pr",
            (w, m) => { Of(w, m); w.Natural(m.Number); w.Range(m.Range); w.Natural(m.Attempt); w.Payload(m.Items); },
            (ref r) => new(r.Guid(), r.Job(), r.Natural(), r.Range(), r.Natural32(), r.Payload())),
        WireRow.Of<ParcelDone>("pd",
            (w, m) =>
            {
                Of(w, m);
                w.Natural(m.Number);
                w.Range(m.Range);
                w.Natural(m.Worker);
                w.Duration(m.Elapsed);
                w.Payload(m.Results);
                w.Bytes(m.Durations);
            },
            (ref r) => new(r.Guid(), r.Job(), r.Natural(), r.Range(), r.Natural32(), r.Duration(), r.Payload(), r.Bytes())),
        WireRow.Of<ParcelFailed>("pf",
            (w, m) => { Of(w, m); w.Natural(m.Number); w.Many(m.Failures, WireFailures.Failure); },
            (ref r) => new(r.Guid(), r.Job(), r.Natural(), r.Many((ref x) => x.Failure(), WireFailures.Least))),
        WireRow.Of<ParcelReturned>("pb",
            (w, m) => { Of(w, m); w.Natural(m.Number); w.Range(m.Range); w.Duration(m.ItemTime); },
            (ref r) => new(r.Guid(), r.Job(), r.Natural(), r.Range(), r.Duration())),
        WireRow.Of<ReturnParcels>("pw", Of, (ref r) => new(r.Guid(), r.Job())),
        WireRow.Of<OutcomesCame>("oc", (w, m) => { Of(w, m); w.Natural(m.UpTo); }, (ref r) => new(r.Guid(), r.Job(), r.Natural())),
        WireRow.Of<StopParcels>("ps", (w, m) => { Of(w, m); w.Natural(m.Bound); }, (ref r) => new(r.Guid(), r.Job(), r.Natural())),
        WireRow.Of<ForgetJob>("jf", (w, m) => { Of(w, m); w.Bool(m.Hurried); }, (ref r) => new(r.Guid(), r.Job(), r.Bool())),
        WireRow.Of<JobForgotten>("jx",
            (w, m) => { Of(w, m); w.Optional(m.DisposeError, (x, text) => x.Text(text)); },
            (ref r) => new(r.Guid(), r.Job(), r.OptionalText())),

        WireRow.Of<WantPart>("bw",
            (w, m) => { Of(w, m); w.Natural(m.Offset); w.Natural(Part(m.Blob, m.Offset, m.Length)); },
            (ref r) =>
            {
                var (session, blob, offset) = (r.Guid(), r.Blob(), r.Natural());
                return new(session, blob, offset, Part(blob, offset, r.Natural32()));
            }),
        WireRow.Of<PartMoved>("bp",
            (w, m) => { Of(w, m); w.Natural(m.Offset); Part(m.Blob, m.Offset, m.Bytes.Length); w.Bytes(m.Bytes); },
            (ref r) =>
            {
                var (session, blob, offset, bytes) = (r.Guid(), r.Blob(), r.Natural(), r.Bytes());
                Part(blob, offset, bytes.Length);
                return new(session, blob, offset, bytes);
            }),
        WireRow.Of<NoSuchBlob>("bn", Of, (ref r) => new(r.Guid(), r.Blob())),
        WireRow.Of<WantBlob>("bq",
            (w, m) => { Of(w, m); w.Bool(m.IsShared); w.Optional(m.Failed, (x, address) => x.Name(address)); },
            (ref r) => new(r.Guid(), r.Blob(), r.Bool(), r.OptionalName())),
        WireRow.Of<BlobIsAt>("ba",
            (w, m) => { Of(w, m); w.Way(m.Way); w.Optional(m.Address, (x, address) => x.Name(address)); },
            (ref r) => new(r.Guid(), r.Blob(), r.Way(), r.OptionalName())),
        WireRow.Of<BlobHeld>("bh",
            (w, m) => { Of(w, m); w.Optional(m.Address, (x, address) => x.Name(address)); },
            (ref r) => new(r.Guid(), r.Blob(), r.OptionalName())),

        WireRow.Of<AskStatus>("as", (w, m) => w.Guid(m.Question), (ref r) => new(r.Guid())),
        WireRow.Of<StatusTold>("at",
            (w, m) =>
            {
                w.Guid(m.Question);
                w.Name(m.Node);
                w.Natural(m.Workers);
                w.Natural(m.Busy);
                w.Bool(m.AllowsCode);
                w.Many(m.Functions, (x, name) => x.Name(name));
                w.Many(m.Jobs, WireFields.Work);
            },
            (ref r) => new(
                r.Guid(), r.Name(), r.Natural32(), r.Natural32(), r.Bool(), r.Many((ref x) => x.Name(), least: 1), r.Many((ref x) => x.Work(), WireFields.LeastJobWork))),
        WireRow.Of<AskEnd>("ae", (w, m) => { w.Guid(m.Question); w.Name(m.Node); }, (ref r) => new(r.Guid(), r.Name())),
        WireRow.Of<EndTold>("et",
            (w, m) =>
            {
                w.Guid(m.Question);
                w.EndKind(m.Kind);
                w.Int32(m.Code);
                w.Optional(m.Signal, (x, signal) => x.Natural(signal));
                w.Many(m.Noted, WireFields.Noted);
                w.Many(m.Overdue, WireFields.Noted);
            },
            (ref r) => new(
                r.Guid(), r.EndKind(), r.Int32(), r.Optional((ref x) => x.Natural32()), r.Many((ref x) => x.Noted(), WireFields.LeastNoted), r.Many((ref x) => x.Noted(), WireFields.LeastNoted))),
    ];

    public static FrozenDictionary<Type, WireRow> ByType { get; } = Rows.ToFrozenDictionary(row => row.Type);

    public static FrozenDictionary<string, WireRow> ByManifest { get; } = Rows.ToFrozenDictionary(row => row.Manifest, StringComparer.Ordinal);

    /// <summary>What every message of a job begins with.</summary>
    private static void Of(WireWriter writer, IServing message)
    {
        writer.Guid(message.Session);
        writer.Job(message.Job);
    }

    /// <summary>What every message of a blob begins with.</summary>
    private static void Of(WireWriter writer, IMoving message)
    {
        writer.Guid(message.Session);
        writer.Blob(message.Blob);
    }

    private static int Part(BlobId blob, long offset, int length) =>
        length is > 0 and <= WireLimits.Part && offset <= blob.Length - length
            ? length
            : throw new WireException($"{length:N0} bytes from {offset:N0} on are no part of a blob of {blob.Length:N0}; a part has 1 to {WireLimits.Part:N0}");
}
