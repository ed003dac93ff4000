using ActorMap.Cluster.Nodes;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Cluster.Tests.Nodes;

/// <summary>What was opened in no time before is opened in place: it is the same function with the same state.</summary>
public sealed class OpeningInPlace
{
    private static readonly JobTerms Terms = new(0, 0, 1, null, null, false, false, string.Empty, string.Empty);
    private readonly QuickOpenings _quick = new();

    [Fact]
    public void Nothing_is_quick_before_it_was_tried() => Assert.False(_quick.Has(Open("f", 1)));

    [Fact]
    public void The_same_again_is_and_nothing_else()
    {
        _quick.Took(Open("f", 1, 2, 3), TimeSpan.FromMilliseconds(1));
        Assert.True(_quick.Has(Open("f", 1, 2, 3)));
        Assert.False(_quick.Has(Open("f", 1, 2, 4)));
        Assert.False(_quick.Has(Open("f", 1, 2)));
        Assert.False(_quick.Has(Open("g", 1, 2, 3)));
        Assert.False(_quick.Has(Open("f", 1, 2, 3) with { ItemType = "long" }));
    }

    [Fact]
    public void What_took_its_time_the_last_time_is_not()
    {
        _quick.Took(Open("f", 1), TimeSpan.FromMilliseconds(1));
        _quick.Took(Open("f", 1), TimeSpan.FromSeconds(1));
        Assert.False(_quick.Has(Open("f", 1)));
    }

    [Fact]
    public void A_state_that_is_somewhere_else_has_to_be_fetched_and_is_not()
    {
        var far = Open("f") with { State = new Payload(default, null, new MemoryPlace(0, 100_000, 1)) };
        _quick.Took(far, TimeSpan.Zero);
        Assert.False(_quick.Has(far));
    }

    [Fact]
    public void Of_ever_new_states_no_more_than_some_are_known()
    {
        for (var i = 0; i < 1025; i++) _quick.Took(Open("f", (byte)i, (byte)(i >> 8)), TimeSpan.Zero);
        Assert.False(_quick.Has(Open("f", 0, 0)));
        Assert.True(_quick.Has(Open("f", 0, 4)));
    }

    private static OpenJob Open(string function, params byte[] state) => new(Guid.NewGuid(), new JobId(Guid.NewGuid(), 1), function, "int", "int", Terms, new Payload(state, null), []);
}
