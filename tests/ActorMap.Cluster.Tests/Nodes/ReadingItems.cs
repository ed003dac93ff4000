using System.Buffers;
using ActorMap.Messages;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ActorMap.Cluster.Tests.Nodes;

/// <summary>Items whose codec takes its time, as of what is packed: they are read by whom the node hears through.</summary>
public sealed class ReadingItems : NodeSpec
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly SemaphoreSlim Reads = new(0), Gate = new(0);

    private readonly FakeTimeProvider _time = new();

    private protected override TimeProvider Time => _time;

    private protected override FunctionRegistry Functions => new FunctionRegistry().Add("pass", _ => new Passing());

    [Fact]
    public async Task While_a_node_reads_items_it_says_each_second_that_it_lives()
    {
        var session = Greet();
        session.Tell(Open<Packed, Packed>("pass"), TestActor);
        Next<JobOpened>();
        session.Tell(Parcel(1, 0, new Packed()), TestActor);
        Assert.True(await Reads.WaitAsync(Deadline));

        // At the first it is asked what it holds, and does not come to say it.
        _time.Advance(Second);
        for (var second = 0; second < 20; second++)
        {
            _time.Advance(Second);
            Assert.Equal(Session, Next<Beat>().Session);
        }

        Gate.Release();
        var (isDone, isSaid) = (false, false);
        Next<object>(message => (isDone |= message is ParcelDone) & (isSaid |= message is NodeStatus { Jobs: [{ LastParcel: 1 }] }));
    }

    private sealed class Passing : IMapFunction<Packed, Packed>
    {
        public Packed Invoke(Packed item, MapContext context) => item;
    }

    [PayloadCodec(typeof(Codec))]
    internal sealed record Packed
    {
        internal sealed class Codec : IPayloadCodec<Packed>
        {
            public void Write(Packed value, IBufferWriter<byte> writer)
            {
            }

            public Packed Read(ReadOnlySequence<byte> bytes)
            {
                Reads.Release();
                Gate.Wait();
                return new Packed();
            }
        }
    }
}
