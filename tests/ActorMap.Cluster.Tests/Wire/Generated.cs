using ActorMap.Messages;
using CsCheck;

namespace ActorMap.Cluster.Tests.Wire;

/// <summary>Any message of each type, small numbers and the largest alike.</summary>
internal static class Generated
{
    private static readonly Gen<long> Number = Gen.OneOf(Gen.Long[0, 300], Gen.Long[0, long.MaxValue]);
    private static readonly Gen<int> Small = Gen.OneOf(Gen.Int[0, 300], Gen.Int[0, int.MaxValue]);
    private static readonly Gen<TimeSpan> Time = Number.Select(ticks => new TimeSpan(ticks));
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Char.Where(letter => !char.IsSurrogate(letter)).Array[0, 20].Select(letters => new string(letters)), Gen.Const("zwölf 漢字 😀"), Gen.Const(""));

    private static readonly Gen<string?> MaybeText = Gen.OneOf(Gen.Const((string?)null), Text.Select(text => (string?)text));
    private static readonly Gen<ReadOnlyMemory<byte>> Bytes = Gen.OneOf(Gen.Byte.Array[0, 40], Gen.Byte.Array[4_000, 5_000]).Select(bytes => new ReadOnlyMemory<byte>(bytes));
    private static readonly Gen<UInt128> Half = Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new UInt128(high, low));
    private static readonly Gen<BlobId> Blob = Gen.Select(Half, Half, Number, (high, low, length) => new BlobId(high, low, length));
    private static readonly Gen<Payload> Payload = Gen.OneOf(Bytes.Select(bytes => new Payload(bytes, null)), Blob.Select(blob => new Payload(default, blob)),
        Gen.Select(Number, Number, Number, (offset, length, stamp) => new Payload(default, null, new MemoryPlace(offset, length, stamp))));
    private static readonly Gen<JobId> Job = Gen.Select(Gen.Guid, Number, (pool, number) => new JobId(pool, number));
    private static readonly Gen<IndexRange> Range = Gen.Select(Number, Small, (start, length) => new IndexRange(start, Math.Max(start, start + Math.Min(length, long.MaxValue - start))));
    private static readonly Gen<CodeItem> Code = Gen.Select(Text, Gen.Guid, Blob, Text.Null(), (name, version, image, path) => new CodeItem(name, version, image, path));
    private static readonly Gen<JobStatus> Status = Gen.Select(Job, Number, Number, Range.Array[0, 5], (job, parcel, outcome, held) => new JobStatus(job, parcel, outcome, held));

    private static readonly Gen<NotedRange> Noted = Gen.Select(Number, Range, (job, range) => new NotedRange(job, range));

    private static readonly Gen<JobWork> Work = Gen.Select(
        Job, MaybeText, Number, Number, Number, (job, function, held, done, failed) => new JobWork(job, function, held, done, failed));

    private static readonly Gen<JobTerms> Terms = Gen.Select(
        Gen.Int[0, 2], Gen.Int, Small, Time.Where(time => time > TimeSpan.Zero).Nullable(), Small.Nullable(), Gen.Select(Gen.Bool, Gen.Bool), Gen.Select(Text, Text),
        (form, seed, concurrency, timeout, size, flags, cultures) => new JobTerms(form, seed, concurrency, timeout, size, flags.Item1, flags.Item2, cultures.Item1, cultures.Item2));

    private static readonly Gen<ItemFailure> Failure = Gen.Select(
        Number, Small, Gen.Select(Small, Text, (number, node) => new WorkerInfo(number, node)), Text, Text, MaybeText, Time,
        (index, attempts, worker, type, message, trace, time) => new ItemFailure(index, attempts, worker, type, message, trace, null, time));

    private static readonly Gen<(BlobId Blob, long Offset, int Length)> Part = Gen.Select(
        Half, Number, Gen.Int[1, 65_536], (half, offset, length) => (offset = Math.Min(offset, long.MaxValue - length), new BlobId(half, ~half, offset + length), length).Arranged());

    /// <summary>One generator for each type of message.</summary>
    public static IReadOnlyDictionary<Type, Gen<object>> ByType { get; } = new Dictionary<Type, Gen<object>>
    {
        [typeof(Hello)] = Gen.Select(Gen.Guid, Gen.Guid, Small, Small, Text, (session, pool, protocol, codec, framework) => (object)new Hello(session, pool, protocol, codec, framework)),
        [typeof(Welcome)] = Gen.Select(Gen.Guid, Text, Small, Gen.Bool, Text.Array[0, 5], (session, node, workers, code, functions) => (object)new Welcome(session, node, workers, code, functions)),
        [typeof(Refused)] = Gen.Select(Gen.Guid, Text, (session, reason) => (object)new Refused(session, reason)),
        [typeof(Beat)] = Gen.Guid.Select(session => (object)new Beat(session)),
        [typeof(NodeStatus)] = Gen.Select(Gen.Guid, Small, Status.Array[0, 5], (session, workers, jobs) => (object)new NodeStatus(session, workers, jobs)),
        [typeof(NodeLeaving)] = Gen.Guid.Select(session => (object)new NodeLeaving(session)),
        [typeof(Farewell)] = Gen.Guid.Select(session => (object)new Farewell(session)),
        [typeof(OpenJob)] = Gen.Select(
            Gen.Guid, Job, MaybeText, Text, Text, Terms, Payload, Code.Array[0, 5],
            (session, job, function, item, result, terms, state, code) => (object)new OpenJob(session, job, function, item, result, terms, state, code)),
        [typeof(JobOpened)] = Gen.Select(Gen.Guid, Job, (session, job) => (object)new JobOpened(session, job)),
        [typeof(JobBroken)] = Gen.Select(
            Gen.Guid, Job, Gen.Enum<BreakKind>(), Gen.Int[-1, 1_000], Text, Text,
            (session, job, kind, worker, type, message) => (object)new JobBroken(session, job, kind, worker, type, message)),
        [typeof(RunParcel)] = Gen.Select(
            Gen.Guid, Job, Number, Range, Small, Payload, (session, job, number, range, attempt, items) => (object)new RunParcel(session, job, number, range, attempt, items)),
        [typeof(ParcelDone)] = Gen.Select(
            Gen.Guid, Job, Number, Range, Small, Time, Payload, Bytes,
            (session, job, number, range, worker, elapsed, results, times) => (object)new ParcelDone(session, job, number, range, worker, elapsed, results, times)),
        [typeof(ParcelFailed)] = Gen.Select(Gen.Guid, Job, Number, Failure.Array[0, 5], (session, job, number, failures) => (object)new ParcelFailed(session, job, number, failures)),
        [typeof(ParcelReturned)] = Gen.Select(Gen.Guid, Job, Number, Range, Time, (session, job, number, range, time) => (object)new ParcelReturned(session, job, number, range, time)),
        [typeof(ReturnParcels)] = Gen.Select(Gen.Guid, Job, (session, job) => (object)new ReturnParcels(session, job)),
        [typeof(OutcomesCame)] = Gen.Select(Gen.Guid, Job, Number, (session, job, upTo) => (object)new OutcomesCame(session, job, upTo)),
        [typeof(StopParcels)] = Gen.Select(Gen.Guid, Job, Number, (session, job, bound) => (object)new StopParcels(session, job, bound)),
        [typeof(ForgetJob)] = Gen.Select(Gen.Guid, Job, Gen.Bool, (session, job, hurried) => (object)new ForgetJob(session, job, hurried)),
        [typeof(JobForgotten)] = Gen.Select(Gen.Guid, Job, MaybeText, (session, job, error) => (object)new JobForgotten(session, job, error)),
        [typeof(WantPart)] = Gen.Select(Gen.Guid, Part, (session, part) => (object)new WantPart(session, part.Blob, part.Offset, part.Length)),
        [typeof(PartMoved)] = Gen.Select(Gen.Guid, Part, (session, part) => (object)new PartMoved(session, part.Blob, part.Offset, new byte[part.Length])),
        [typeof(WantBlob)] = Gen.Select(Gen.Guid, Blob, Gen.Bool, MaybeText, (session, blob, shared, failed) => (object)new WantBlob(session, blob, shared, failed)),
        [typeof(BlobIsAt)] = Gen.Select(Gen.Guid, Blob, Gen.Enum<BlobWay>(), MaybeText, (session, blob, way, address) => (object)new BlobIsAt(session, blob, way, address)),
        [typeof(BlobHeld)] = Gen.Select(Gen.Guid, Blob, MaybeText, (session, blob, address) => (object)new BlobHeld(session, blob, address)),
        [typeof(AskStatus)] = Gen.Guid.Select(question => (object)new AskStatus(question)),
        [typeof(StatusTold)] = Gen.Select(
            Gen.Guid, Text, Small, Small, Gen.Bool, Text.Array[0, 5], Work.Array[0, 5],
            (question, node, workers, busy, code, functions, jobs) => (object)new StatusTold(question, node, workers, busy, code, functions, jobs)),
        [typeof(AskEnd)] = Gen.Select(Gen.Guid, Text, (question, node) => (object)new AskEnd(question, node)),
        [typeof(EndTold)] = Gen.Select(
            Gen.Guid, Gen.Enum<EndKind>(), Gen.Int, Small.Nullable(), Noted.Array[0, 5], Noted.Array[0, 5],
            (question, kind, code, signal, noted, overdue) => (object)new EndTold(question, kind, code, signal, noted, overdue)),
        [typeof(NoSuchBlob)] = Gen.Select(Gen.Guid, Blob, (session, blob) => (object)new NoSuchBlob(session, blob)),
    };

    private static (BlobId Blob, long Offset, int Length) Arranged(this (long Offset, BlobId Blob, int Length) part) => (part.Blob, part.Offset, part.Length);
}
