using ActorMap.Chunking;
using ActorMap.Dispatch;
using ActorMap.Messages;
using ActorMap.Ordering;
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

    private sealed class Held(IndexRange range) : IAssignment
    {
        public IndexRange Range => range;

        public long Number => range.Start;

        public IndexRange Undone => range;

        public int Attempt => 1;

        public long Unstarted => 0;

        public bool GoesWhole => false;

        public bool TryTakeTail(out IndexRange tail)
        {
            tail = default;
            return false;
        }
    }
}
