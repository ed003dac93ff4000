using ActorMap.Cluster.Blobs;
using ActorMap.Messages;
using CsCheck;
using Xunit;

namespace ActorMap.Cluster.Tests.Blobs;

/// <summary>A blob that all nodes want leaves its home a few times, however many they are, and whoever is lost on the way.</summary>
public sealed class SpreadingBlobs
{
    private const string Home = "home:1";
    private static readonly BlobId Blob = BlobId.Of([1, 2, 3]);
    private readonly Dictionary<Guid, BlobIsAt> _told = [];
    private TimeSpan _now;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(1_000)]
    public void It_leaves_its_home_twice_and_every_node_gets_it_in_a_few_rounds(int nodes)
    {
        var spread = new BlobSpread(Blob, Home);
        var wants = Enumerable.Range(0, nodes).Select(_ => Guid.NewGuid()).ToList();
        foreach (var node in wants) Tell(spread.Ask(node, null, TellTo(node), _now));
        var served = new Dictionary<string, int>();
        var rounds = 0;
        for (; wants.Count > 0; rounds++)
        {
            var taking = wants.Where(node => _told[node].Way == BlobWay.OverHttp).ToArray();
            Assert.NotEmpty(taking);
            foreach (var node in taking)
            {
                var from = _told[node].Address!;
                served[from] = served.GetValueOrDefault(from) + 1;
                wants.Remove(node);
                Tell(spread.Held(node, $"{node}:1", _now));
            }
        }

        Assert.Equal(Math.Min(nodes, BlobSpread.AtOnce), served[Home]);
        Assert.InRange(rounds, 1, 2 + (int)Math.Ceiling(Math.Log(nodes, 2)));
    }

    [Fact]
    public void Who_was_failed_by_another_node_gets_it_from_its_home_at_once()
    {
        var spread = new BlobSpread(Blob, Home);
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        Tell(spread.Ask(first, null, TellTo(first), _now));
        Tell(spread.Held(first, "first:1", _now));
        Tell(spread.Ask(second, null, TellTo(second), _now));
        Assert.Equal("first:1", _told[second].Address);

        Tell(spread.Ask(second, "first:1", TellTo(second), _now));
        Assert.Equal(Home, _told[second].Address);

        // Said twice, as the first may be lost: that is no failure of the home.
        Tell(spread.Ask(second, "first:1", TellTo(second), _now));
        Assert.Equal(Home, _told[second].Address);
    }

    [Fact]
    public void A_node_that_fails_two_others_is_asked_no_more()
    {
        var spread = new BlobSpread(Blob, Home);
        var broken = Guid.NewGuid();
        Tell(spread.Ask(broken, null, TellTo(broken), _now));
        Tell(spread.Held(broken, "broken:1", _now));
        for (var i = 0; i < 2; i++)
        {
            var other = Guid.NewGuid();
            Tell(spread.Ask(other, null, TellTo(other), _now));
            Assert.Equal("broken:1", _told[other].Address);
            Tell(spread.Ask(other, "broken:1", TellTo(other), _now));
            Tell(spread.Held(other, null, _now));
        }

        var last = Guid.NewGuid();
        Tell(spread.Ask(last, null, TellTo(last), _now));
        Assert.Equal(Home, _told[last].Address);
    }

    [Fact]
    public void A_taker_that_says_nothing_more_keeps_nobody_waiting()
    {
        var spread = new BlobSpread(Blob, Home);
        for (var i = 0; i < BlobSpread.AtOnce; i++) spread.Ask(Guid.NewGuid(), null, _ => { }, _now);
        var waits = Guid.NewGuid();
        Tell(spread.Ask(waits, null, TellTo(waits), _now));
        Assert.Equal(BlobWay.Later, _told[waits].Way);

        _now = TimeSpan.FromSeconds(11);
        Tell(spread.Ask(waits, null, TellTo(waits), _now));
        Assert.Equal((BlobWay.OverHttp, Home), (_told[waits].Way, _told[waits].Address));
    }

    /// <summary>Nodes that come, fail, die and lose what they had, in any order: whoever goes on asking gets it.</summary>
    [Fact]
    public void Whatever_happens_every_node_that_stays_gets_it() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9]).Array[0, 200].Sample(
            steps =>
            {
                var spread = new BlobSpread(Blob, Home);
                var nodes = Enumerable.Range(0, 10).Select(_ => Guid.NewGuid()).ToArray();
                var (told, has) = (new Dictionary<Guid, BlobIsAt>(), new HashSet<Guid>());
                void Say(List<(Action<object> Tell, BlobIsAt Message)> all) => all.ForEach(one => told[one.Message.Session] = one.Message);
                void Ask(Guid node, string? failed = null)
                {
                    has.Remove(node);
                    Say(spread.Ask(node, failed, _ => { }, TimeSpan.Zero));
                }

                void Take(Guid node)
                {
                    if (!told.Remove(node, out var at) || at.Way != BlobWay.OverHttp) return;
                    var isThere = at.Address == Home || has.Any(holder => at.Address == $"{holder}:1");
                    if (!isThere) Ask(node, at.Address);
                    else if (has.Add(node)) Say(spread.Held(node, $"{node}:1", TimeSpan.Zero));
                }

                foreach (var (step, number) in steps)
                {
                    var node = nodes[number];
                    if (step == 0) Ask(node);
                    else if (step == 1) Take(node);
                    else if (step == 2) has.Remove(node);
                    else
                    {
                        has.Remove(node);
                        told.Remove(node);
                        Say(spread.Left(node));
                    }
                }

                for (var round = 0; round < 60 && has.Count < nodes.Length; round++)
                {
                    foreach (var node in nodes.Where(node => !has.Contains(node)))
                    {
                        if (!told.TryGetValue(node, out var at) || at.Way == BlobWay.Later) Ask(node);
                        Take(node);
                    }
                }

                return has.Count == nodes.Length;
            },
            iter: 500);

    private Action<object> TellTo(Guid node) => message => _told[node] = (BlobIsAt)message;

    private static void Tell(List<(Action<object> Tell, BlobIsAt Message)> told) => told.ForEach(one => one.Tell(one.Message));
}
