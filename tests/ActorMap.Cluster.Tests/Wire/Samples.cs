using ActorMap.Messages;

namespace ActorMap.Cluster.Tests.Wire;

/// <summary>One message of each type that never changes: its bytes are in <c>golden.txt</c>.</summary>
internal static class Samples
{
    private static readonly Guid Session = new("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly JobId Job = new(new Guid("0a0b0c0d-0e0f-1011-1213-141516171819"), 7);
    private static readonly BlobId Blob = new(new UInt128(1, 2), new UInt128(3, 4), 300_000);
    private static readonly IndexRange Range = new(1_000, 1_200);
    private static readonly Payload Inline = new(new byte[] { 1, 2, 3 }, null);

    private static readonly Payload Beside = new(default, null, new MemoryPlace(1 << 20, 300_000, 77));

    public static IReadOnlyList<object> All { get; } =
    [
        new Hello(Session, Job.Pool, 1, 2, ".NET 10.0"),
        new Welcome(Session, "127.0.0.1:4053", 64, true, ["sinus", "zwölf"]),
        new Refused(Session, "The protocol is 1 there and 2 here."),
        new Beat(Session),
        new NodeStatus(Session, 4, [new JobStatus(Job, 12, 34, [Range, IndexRange.Single(5)])]),
        new NodeLeaving(Session),
        new Farewell(Session),
        new OpenJob(Session, Job, null, "double", "string", new JobTerms(1, -42, 16, TimeSpan.FromSeconds(5), 100, true, false, "de-DE", ""), new Payload(default, Blob), [new CodeItem("Mine", Session, Blob), new CodeItem("de/Mine.resources", Session, Blob, "/home/mine/de/Mine.resources.dll")]),
        new JobOpened(Session, Job),
        new JobBroken(Session, Job, BreakKind.Preparation, -1, "System.IO.IOException", "no disk"),
        new RunParcel(Session, Job, 128, Range, 2, Inline),
        new ParcelDone(Session, Job, 129, Range, 3, TimeSpan.FromMilliseconds(1.5), Inline, new byte[] { 9, 0, 0, 0, 0, 0, 0, 0 }),
        new ParcelFailed(Session, Job, 130, [new ItemFailure(1_001, 3, new WorkerInfo(2, "127.0.0.1:4053"), "System.Exception", "no", "at Main()", null, TimeSpan.FromTicks(77))]),
        new ParcelReturned(Session, Job, 131, Range, TimeSpan.FromTicks(1)),
        new ReturnParcels(Session, Job),
        new OutcomesCame(Session, Job, 131),
        new StopParcels(Session, Job, long.MaxValue),
        new ForgetJob(Session, Job, true),
        new JobForgotten(Session, Job, "it would not"),
        new WantPart(Session, Blob, 65_536, 65_536),
        new PartMoved(Session, Blob, 262_144, new byte[] { 5, 6 }),
        new NoSuchBlob(Session, Blob),
        new WantBlob(Session, Blob, true, null),
        new BlobIsAt(Session, Blob, BlobWay.OverHttp, "127.0.0.1:4054"),
        new BlobHeld(Session, Blob, "127.0.0.1:4055"),
        new AskStatus(Session),
        new StatusTold(Session, "127.0.0.1:4053", 4, 3, true, ["sinus"], [new JobWork(Job, "sinus", 5, 300, 2), new JobWork(Job, null, 0, 0, 0)]),
        new AskEnd(Session, "127.0.0.1:4054"),
        new EndTold(Session, EndKind.Died, 137, 9, [new NotedRange(Job.Mark, IndexRange.Single(5)), new NotedRange(77, Range)], [new NotedRange(77, Range)]),
    ];

    /// <summary>The other forms that messages may have.</summary>
    public static IReadOnlyList<object> Forms { get; } =
    [
        new RunParcel(Session, Job, 129, Range, 2, Beside),
        new WantBlob(Session, Blob, false, "127.0.0.1:4054"),
        new BlobIsAt(Session, Blob, BlobWay.Later, null),
        new BlobIsAt(Session, Blob, BlobWay.ByMessages, null),
        new BlobHeld(Session, Blob, null),
        new EndTold(Session, EndKind.Died, -1073741819, null, [], []),
        new EndTold(Session, EndKind.Left, 0, null, [], []),
    ];
}
