using ActorMap.Cluster.Wire;
using ActorMap.Messages;
using CsCheck;
using Xunit;

namespace ActorMap.Cluster.Tests.Wire;

/// <summary>What is sent is what comes.</summary>
public sealed class MessagesTravel
{
    public static TheoryData<string> Names => [.. MessageTypes.All.Select(type => type.Name)];

    [Fact]
    public void Every_message_has_a_row_a_generator_and_a_sample()
    {
        var all = MessageTypes.All.Select(type => type.Name).Order().ToArray();
        Assert.True(all.Length > 20);
        Assert.Equal(all, WireTable.Rows.Select(row => row.Type.Name).Order());
        Assert.Equal(all, Generated.ByType.Keys.Select(type => type.Name).Order());
        Assert.Equal(all, Samples.All.Select(sample => sample.GetType().Name).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_sent_is_what_comes(string name) => Generated.ByType[MessageTypes.All.Single(type => type.Name == name)].Sample(
        message =>
        {
            var bytes = WireFormat.Encode(message);
            var came = WireFormat.Decode(WireFormat.ManifestOf(message), bytes);
            Assert.Equal(Printed.Of(message), Printed.Of(came));
            Assert.Equal(bytes, WireFormat.Encode(came));
        },
        iter: 300,
        threads: 1,
        seed: "0000000000000001",
        print: Printed.Of);

    [Fact]
    public void Bytes_that_come_are_not_copied()
    {
        var bytes = WireFormat.Encode(Samples.All.OfType<PartMoved>().Single());
        var part = (PartMoved)WireFormat.Decode("bp", bytes);
        bytes[^1] = 99;
        Assert.Equal(99, part.Bytes.Span[^1]);
    }

    [Fact]
    public void A_failure_leaves_its_exception_behind()
    {
        var failure = Samples.All.OfType<ParcelFailed>().Single().Failures[0] with { Original = new InvalidOperationException() };
        var sent = new ParcelFailed(Guid.Empty, default, 1, [failure]);
        var came = (ParcelFailed)WireFormat.Decode("pf", WireFormat.Encode(sent));
        Assert.Equal(failure with { Original = null }, came.Failures[0]);
    }

    [Fact]
    public void Half_a_letter_arrives_as_the_mark_for_it()
    {
        var came = (Refused)WireFormat.Decode("r", WireFormat.Encode(new Refused(Guid.Empty, "a\ud83d")));
        Assert.Equal("a\ufffd", came.Reason);
    }
}
