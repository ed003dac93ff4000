using System.Globalization;
using ActorMap.Cluster.Systems.Downing;
using Akka.Actor;
using Akka.Cluster;
using Xunit;

namespace ActorMap.Cluster.Tests.Systems;

public sealed class JudgeSpecs
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("N1", "c1", "n2", 15, "n2")] // the job's side goes on with what it has
    [InlineData("N1", "c1", "n2", 14, "")]
    [InlineData("N1", "c1", "n2 n3 n4", 15, "n4")]
    [InlineData("C1", "n1", "n2 n3 n4", 15, "n4")]
    [InlineData("C1", "", "n1", 100, "")] // nothing to work with: to remove the nodes would end what may come back
    [InlineData("C1", "c2", "n1 n2", 100, "")]
    [InlineData("N1", "", "c1", 15, "")] // a client may be away for twice as long
    [InlineData("N1", "", "c1", 30, "c1")]
    [InlineData("N3", "", "n1 n2 c1", 100, "")] // a node alone serves nobody, and finds back when the network does
    [InlineData("N1", "n2", "n3 c1", 15, "n3")]
    [InlineData("N1", "", "n2", 15, "n2")] // of two halves the one with the lowest address goes on
    [InlineData("N2", "", "n1", 100, "")]
    [InlineData("N3", "n2", "n1 p4 p5 p6 p7", 15, "p7")] // a keeper and its processes count as one node
    [InlineData("N2", "p3 p4 p5", "n1", 100, "")]
    [InlineData("N1", "p3", "p2", 15, "p2")]
    public void Who_is_taken_for_dead(string self, string reached, string lost, int seconds, string dead)
    {
        var judge = JudgeOf(self, reached, lost);

        Assert.Equal(dead, Names(judge.Dead(TimeSpan.FromSeconds(seconds))));
    }

    [Fact]
    public void Many_go_in_rounds_that_double()
    {
        var judge = JudgeOf("N1", "c1", "n2 n3 n4 n5 n6 n7 n8 n9 c2");

        Assert.Equal("n9", Names(judge.Dead(After)));
        Assert.Equal("", Names(judge.Dead(After + TimeSpan.FromSeconds(4))));
        judge.Gone(Id("n9"));
        Assert.Equal("n8 n7", Names(judge.Dead(After + TimeSpan.FromSeconds(5))));
        judge.Gone(Id("n8"));
        judge.Gone(Id("n7"));
        Assert.Equal("n6 n5 n4 n3", Names(judge.Dead(After + TimeSpan.FromSeconds(10))));
    }

    [Fact]
    public void Of_one_cut_link_a_single_end_goes_and_the_client_stays()
    {
        var judge = JudgeOf("N1", "n2 c2", "n3 c1");

        Assert.Equal("n3", Names(judge.Dead(After)));
        judge.Gone(Id("n3"));
        judge.Reached(Id("c1"));

        Assert.Equal("", Names(judge.Dead(10 * After)));
    }

    [Fact]
    public void Who_comes_back_begins_anew()
    {
        var judge = JudgeOf("N1", "c1", "n2");
        judge.Reached(Id("n2"));
        judge.Lose(PeerOf("n2"), TimeSpan.FromSeconds(10));

        Assert.Empty(judge.Dead(After));
        Assert.Equal("n2", Names(judge.Dead(After + TimeSpan.FromSeconds(10))));
    }

    [Fact]
    public void Where_the_network_can_not_part_all_that_are_silent_are_dead()
    {
        var judge = JudgeOf("C1", "", "n1 n2 n3", partitions: false);

        Assert.Equal("n3 n2 n1", Names(judge.Dead(After)));
    }

    private static Judge JudgeOf(string self, string reached, string lost, bool partitions = true)
    {
        var judge = new Judge(Id(self), After, partitions);
        foreach (var name in new[] { self }.Concat(Split(reached)))
            judge.Saw(PeerOf(name));
        foreach (var name in Split(lost))
            judge.Lose(PeerOf(name), TimeSpan.Zero);
        return judge;
    }

    private static string[] Split(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Names(IEnumerable<Peer> peers) => string.Join(' ', peers.Select(peer => peer.Id.Address.System));

    private static Peer PeerOf(string name) => new(Id(name), name[0] is 'c' or 'C') { IsKept = name[0] == 'p' };

    private static UniqueAddress Id(string name) =>
        new(new Address("akka.tcp", name.ToLowerInvariant(), name.ToLowerInvariant(), int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture)), 1);
}
