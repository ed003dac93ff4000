using ActorMap.Chunking;
using ActorMap.Dispatch;
using ActorMap.Messages;
using ActorMap.Ordering;
using ActorMap.Routing;
using ActorMap.Workers;
using Akka.Actor;
using BenchmarkDotNet.Attributes;

namespace ActorMap.Benchmarks.Micro;

/// <summary>What the router and the aggregator decide for every chunk.</summary>
public class Dealing
{
    private const int Rounds = 1_000;
    private readonly List<IndexRange> _added = [];

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long RangeSet_adds_in_order()
    {
        var set = new RangeSet();
        for (var i = 0; i < Rounds; i++) set.Add(new IndexRange(i * 10L, (i * 10L) + 10), _added);
        return set.Head;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long RangeSet_adds_pairs_swapped()
    {
        var set = new RangeSet();
        for (var i = 0; i < Rounds; i++)
        {
            var at = (i ^ 1) * 10L;
            set.Add(new IndexRange(at, at + 10), _added);
        }

        return set.Head;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long Dealer_deals_to_two()
    {
        var length = new ChunkLength(new ChunkRules());
        var dealer = new Dealer(length) { Workers = 2 };
        dealer.Readable(long.MaxValue / 2, ended: false);
        dealer.Allow(long.MaxValue / 2);
        var held = new Held?[2];
        for (var i = 0; i < Rounds; i++)
        {
            var worker = i & 1;
            if (held[worker] is { } before)
            {
                dealer.Finished(worker, before);
                length.Observe(before.Range.Length, TimeSpan.FromMilliseconds(2));
            }

            if (dealer.TryDeal(worker, TimeSpan.Zero, out var deal)) dealer.Holds(worker, held[worker] = new Held(deal.Range));
        }

        return dealer.Frontier;
    }

    /// <summary>What a message to the router costs where a thousand nodes wait and there is nothing for any of them.</summary>
    [Benchmark(OperationsPerInvoke = Rounds)]
    public int Roster_says_who_of_a_thousand_comes_first()
    {
        var roster = new Roster();
        for (var number = 0; number < 1_000; number++) roster.Join(new WorkerHandle(new WorkerInfo(number, "node"), ActorRefs.Nobody) { IsNode = true });
        var first = 0;
        for (var i = 0; i < Rounds; i++) first += roster.WhoIsReady().Dequeue().Number;
        return first;
    }

    private sealed class Held(IndexRange range) : IAssignment
    {
        public IndexRange Range => range;

        public long Number => range.Start;

        public IndexRange Undone => range;

        public int Attempt => 1;

        public long Unstarted => 0;

        public bool TryTakeTail(out IndexRange tail)
        {
            tail = default;
            return false;
        }
    }
}
