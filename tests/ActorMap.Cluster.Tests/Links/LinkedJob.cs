using System.Buffers;
using ActorMap.Chunks;
using ActorMap.Cluster.Blobs;
using ActorMap.Codec;
using ActorMap.Cluster.Links;
using ActorMap.Functions;
using ActorMap.Messages;
using ActorMap.Sources;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;

namespace ActorMap.Cluster.Tests.Links;

/// <summary>A link's job between a router and a node that are probes.</summary>
internal sealed class LinkedJob
{
    private readonly ItemCodec<int> _codec = ItemCodec<int>.Create();

    public LinkedJob(TestKit kit, int items = 4, int? slots = null, bool opened = true, bool speculate = false, int state = 0, Func<string?>? outdated = null)
    {
        (Router, Aggregator, Node) = (kit.CreateTestProbe(), kit.CreateTestProbe(), kit.CreateTestProbe());
        var cargo = new JobCargo<int, int>(_codec, _codec) { Function = "double", ItemType = "int", ResultType = "int", State = new byte[state], Outdated = outdated ?? (static () => null) };
        Work = new Work<int, int>(
            new JobId(Guid.NewGuid(), 1), new MapOptions { Speculate = speculate }, FunctionCopies.Elsewhere(new object()), Time, Source<int>.Of(Enumerable.Range(0, items).ToArray()).Open(null), FunctionForm.Item, Delivery.Array)
        {
            Cargo = cargo, Aggregator = Aggregator.Ref,
        };
        var welcome = new Welcome(Session, "node", slots ?? items, true, []);
        var blobs = new BlobMover(Session, Node.Ref.Tell, new BlobStore(long.MaxValue), Time);
        Link = new Link(Session, 7, welcome, Node.Ref, kit.CreateTestProbe().Ref, blobs);
        Job = new LinkJob(Work, Router.Ref, Link);
        Job.Open();
        if (!opened) return;
        Node.ExpectMsg<OpenJob>();
        Job.Opened();
    }

    public FakeTimeProvider Time { get; } = new();

    public Guid Session { get; } = Guid.NewGuid();

    public TestProbe Router { get; }

    public TestProbe Aggregator { get; }

    public TestProbe Node { get; }

    public Work<int, int> Work { get; }

    public Link Link { get; }

    public LinkJob Job { get; }

    public Chunk Accept(int start, int end)
    {
        var chunk = Work.CreateChunk(new IndexRange(start, end), 1);
        Job.Accept(chunk);
        return chunk;
    }

    public ParcelDone Done(long number, IndexRange range)
    {
        var results = new ArrayBufferWriter<byte>();
        _codec.Write(Enumerable.Range((int)range.Start, (int)range.Length).Select(item => 2 * item).ToArray(), results);
        return new ParcelDone(Session, Work.Job, number, range, 0, TimeSpan.FromMilliseconds(1), new Payload(results.WrittenMemory, null), default);
    }

    public void Hear(ParcelDone done) => Job.Done(done, done.Results.Inline);

    public JobStatus Status(long lastParcel) => new(Work.Job, lastParcel, 0, []);
}
