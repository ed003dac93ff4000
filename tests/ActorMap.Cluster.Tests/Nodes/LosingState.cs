using System.Buffers;
using ActorMap.Cluster.Nodes;
using ActorMap.Cluster.SharedMemory;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Cluster.Tests.Nodes;

/// <summary>A map ends while a node still reads its state in the memory that both have: what the room has from then on is another's.</summary>
public sealed class LosingState : NodeSpec
{
    private readonly MemoryArea _written = MemoryArea.TryCreate()!;
    private readonly SemaphoreSlim _isOver = new(0);
    private int _made;

    private protected override FunctionRegistry Functions => new FunctionRegistry()
        .Add("slow", (Slow _) =>
        {
            Interlocked.Increment(ref _made);
            return new Passing();
        })
        .Add("nobody's", _ => new Passing());

    private protected override NodeServices Furnish(NodeServices services) => services with
    {
        Memory = new MemoryPair(MemoryArea.TryCreate()!, MemoryArea.TryOpen(_written.Path, toWrite: false)!),
        Apart = act => services.Apart(() =>
        {
            act();
            _isOver.Release();
        }),
    };

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_job_whose_state_was_given_back_while_it_was_read_is_dropped_without_a_word_and_its_function_is_not_made(int value)
    {
        var session = Greet();
        var lease = Written(new Slow(value));
        session.Tell(Open<int, int>("slow") with { State = new Payload(default, null, lease.Place) }, TestActor);
        Assert.True(await Slow.Reads.WaitAsync(Deadline));
        lease.Dispose();
        Slow.Gate.Release();
        Assert.True(await _isOver.WaitAsync(Deadline));
        session.Tell(new ForgetJob(Session, Job, true), TestActor);
        Assert.IsType<JobForgotten>(Next<IServing>());
        Assert.Equal(0, _made);
    }

    [Fact]
    public void A_job_whose_state_was_given_back_before_it_was_read_is_dropped_likewise()
    {
        var session = Greet();
        var lease = Written(new Slow(0));
        var place = lease.Place;
        lease.Dispose();
        session.Tell(Open<int, int>("slow") with { State = new Payload(default, null, place) }, TestActor);
        session.Tell(new ForgetJob(Session, Job, true), TestActor);
        Assert.IsType<JobForgotten>(Next<IServing>());
        Assert.Equal(0, _made);
    }

    private MemoryLease Written(Slow value)
    {
        var state = NamedState.Write(value);
        var lease = _written.TryLease(state.Length)!;
        lease.Take(state.Span);
        lease.Seal(state.Length);
        return lease;
    }

    /// <summary>A state that takes its time to be read, and can't be where it is negative.</summary>
    [PayloadCodec(typeof(Codec))]
    internal sealed record Slow(int Value)
    {
        public static readonly SemaphoreSlim Reads = new(0), Gate = new(0);

        internal sealed class Codec : IPayloadCodec<Slow>
        {
            public void Write(Slow value, IBufferWriter<byte> writer)
            {
                BitConverter.TryWriteBytes(writer.GetSpan(4), value.Value);
                writer.Advance(4);
            }

            public Slow Read(ReadOnlySequence<byte> bytes)
            {
                var value = BitConverter.ToInt32(bytes.ToArray());
                Reads.Release();
                Gate.Wait();
                return value < 0 ? throw new InvalidOperationException("it is negative") : new Slow(value);
            }
        }
    }

    private sealed class Passing : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => item;
    }
}
