using ActorMap.State;
using CsCheck;
using Xunit;

namespace ActorMap.Tests.State;

public sealed class CopyingGraphs
{
    [Fact]
    public void A_reference_held_twice_is_held_twice_in_the_copy()
    {
        var copy = StateCopier.Capture(new Holder<int[]>([1]));
        Assert.Same(copy.Value, copy.Again);
    }

    [Fact]
    public void Cycles_are_cycles_in_the_copy()
    {
        var node = new Node { Number = 1 };
        node.Next = new Node { Number = 2, Next = node };
        var copy = StateCopier.Capture(node);
        Assert.NotSame(node, copy);
        Assert.Same(copy, copy.Next!.Next);
    }

    [Fact]
    public void A_chain_of_a_million_objects_does_not_exhaust_the_stack()
    {
        var first = new Node();
        for (var (i, node) = (1, first); i < 1_000_000; i++) node = node.Next = new Node { Number = i };
        var last = StateCopier.Copy(StateCopier.Capture(first));
        var count = 1;
        for (; last.Next is not null; count++) last = last.Next;
        Assert.Equal((1_000_000, 999_999), (count, last.Number));
    }

    [Fact]
    public void A_culprit_at_the_end_of_a_long_chain_is_found()
    {
        var first = new Node();
        var node = first;
        for (var i = 1; i < 100_000; i++) node = node.Next = new Node();
        node.Links = [new MemoryStream()];
        var path = Assert.Throws<StateCopyException>(() => StateCopier.Capture(first)).Path;
        Assert.StartsWith("Node.Next.Next", path, StringComparison.Ordinal);
        Assert.EndsWith(".Next.Links[0]", path, StringComparison.Ordinal);
        Assert.InRange(path.Length, 1, 400);
    }

    [Fact]
    public void Any_graph_has_a_copy_of_the_same_shape_that_shares_nothing_with_it() =>
        Gen.Int[1, 40].SelectMany(count => Gen.Select(Gen.Int[0, count - 1].Array[0, 6].Array[count], Gen.Int[-1, count - 1].Array[count]))
            .Sample((links, nexts) =>
            {
                var nodes = links.Select((_, i) => new Node { Number = i }).ToArray();
                for (var i = 0; i < nodes.Length; i++)
                {
                    nodes[i].Links = links[i].Select(to => (object)nodes[to]).ToList();
                    nodes[i].Next = nexts[i] < 0 ? null : nodes[nexts[i]];
                }

                AssertSameShape(nodes[0], StateCopier.Copy(StateCopier.Capture(nodes[0])));
            });

    [Fact]
    public void Many_workers_may_copy_one_capture_at_the_same_time()
    {
        var k = 3;
        var captured = StateCopier.Capture(new Holder<(Func<int, int> Lambda, Dictionary<Node, int> By, List<Node> All)>(MakeOf(x => x * k)));
        Parallel.For(0, 200, _ =>
        {
            var (lambda, by, all) = StateCopier.Copy(captured).Value;
            Assert.Equal(6, lambda(2));
            Assert.All(all, node => Assert.Equal(node.Number, by[node]));
            Assert.DoesNotContain(captured.Value.All[0], all);
        });

        static (Func<int, int>, Dictionary<Node, int>, List<Node>) MakeOf(Func<int, int> lambda)
        {
            var all = Enumerable.Range(0, 20).Select(i => new Node { Number = i }).ToList();
            return (lambda, all.ToDictionary(node => node, node => node.Number), all);
        }
    }

    private static void AssertSameShape(Node original, Node copy)
    {
        var met = new Dictionary<Node, Node>(ReferenceEqualityComparer.Instance);
        var copies = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(Node Original, Node Copy)>([(original, copy)]);
        while (open.TryPop(out var pair))
        {
            if (met.TryGetValue(pair.Original, out var known))
            {
                Assert.Same(known, pair.Copy);
                continue;
            }

            met.Add(pair.Original, pair.Copy);
            Assert.True(copies.Add(pair.Copy));
            Assert.Equal(pair.Original.Number, pair.Copy.Number);
            Assert.Equal(pair.Original.Links?.Count, pair.Copy.Links?.Count);
            Assert.Equal(pair.Original.Next is null, pair.Copy.Next is null);
            if (pair.Original.Next is { } next) open.Push((next, pair.Copy.Next!));
            for (var i = 0; i < pair.Original.Links?.Count; i++) open.Push(((Node)pair.Original.Links[i], (Node)pair.Copy.Links![i]));
        }

        Assert.DoesNotContain(met.Keys, copies.Contains);
    }

    private sealed class Node
    {
        public int Number;
        public Node? Next;
        public List<object>? Links;
    }
}
