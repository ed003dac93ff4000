using ActorMap.Node.Running;
using ActorMap.Node.Shell;
using Xunit;

namespace ActorMap.Node.Tests.Units;

public sealed class HostSpecs
{
    [Fact]
    public void Who_gives_no_host_and_reaches_another_machine_is_told_which_options_that_needs()
    {
        var error = Assert.Throws<CommandException>(() => Hosts.Checked(null, () => "10.0.0.7", null, null));

        Assert.StartsWith("the nodes reach this program at 10.0.0.7, ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Give --tls-cert, --tls-key and --tls-ca ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public void A_host_of_this_machine_alone_needs_none(string host) => Assert.Equal(host, Hosts.Checked(host, () => "none", "node-1.example", null));
}
