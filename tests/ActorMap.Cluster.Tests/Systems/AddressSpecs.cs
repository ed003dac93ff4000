using ActorMap.Cluster.Systems;
using Akka.Configuration;
using Xunit;

namespace ActorMap.Cluster.Tests.Systems;

public sealed class AddressSpecs : IAsyncLifetime
{
    private readonly Members _members = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _members.DisposeAsync();

    [Fact]
    public async Task Port_0_takes_one_that_is_free_and_says_which()
    {
        var member = await _members.JoinedAsync(Members.Settings());

        Assert.InRange(member.Address.Port!.Value, 1, 65535);
    }

    [Fact]
    public void A_port_in_use_is_said()
    {
        var first = _members.Start(Members.Settings());

        var error = Assert.Throws<PoolUnavailableException>(() => _members.Start(Members.Settings() with { Port = first.Address.Port!.Value }));

        Assert.Contains($"127.0.0.1:{first.Address.Port}: the port is in use", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("akka.remote.dot-netty.tcp.tcp-reuse-addr = on")]
    public void A_port_that_is_taken_after_the_look_whether_it_is_free_is_said_as_well(string told)
    {
        var first = _members.Start(Members.Settings());
        var settings = Members.Settings(ConfigurationFactory.ParseString(told));
        var late = SystemConfig.Of(settings with { Port = first.Address.Port!.Value });

        // Whether 0 is free is looked for, and the port of the first is what is bound then.
        var error = Assert.Throws<PoolUnavailableException>(() => ClusterSystem.Start(settings, late));

        Assert.Contains("the port is in use. Stop the program that listens there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_had_connections_is_free_again_when_its_member_has_ended()
    {
        var first = await _members.JoinedAsync(Members.Settings());
        await _members.JoinedAsync(Members.Settings(), Members.SeedOf(first));
        await first.System.Terminate().WaitAsync(Members.Deadline);

        var next = _members.Start(Members.Settings() with { Port = first.Address.Port!.Value });

        Assert.Equal(first.Address, next.Address);
    }

    [Fact]
    public void An_address_of_another_machine_is_said()
    {
        var error = Assert.Throws<PoolUnavailableException>(() => ListenAddress.CheckFree(Members.Settings() with { Host = "192.0.2.1" }));

        Assert.Contains("none of this machine's", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Host is empty")]
    [InlineData(" ", "Host is empty")]
    [InlineData("10.0.0.5", "Tls is not set")]
    [InlineData("0.0.0.0", "Tls is not set")]
    [InlineData("::", "Tls is not set")]
    [InlineData("node-1.example", "Tls is not set")]
    [InlineData("127.0.0.1.example", "Tls is not set")]
    public void An_open_address_without_TLS_is_refused(string host, string because)
    {
        var error = Assert.Throws<ArgumentException>(() => ClusterSystem.Start(Members.Settings() with { Host = host }));

        Assert.Contains(because, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    public void Every_address_needs_a_name_to_be_reached_by(string host)
    {
        var settings = Members.Settings() with { Host = host, Tls = new TlsOptions() };

        Assert.Contains("PublicHost", Assert.Throws<ArgumentException>(() => ListenAddress.Check(settings)).Message, StringComparison.Ordinal);
        Assert.Contains("PublicHost", Assert.Throws<ArgumentException>(() => ListenAddress.Check(settings with { PublicHost = host })).Message, StringComparison.Ordinal);
        ListenAddress.Check(settings with { PublicHost = "node-1.example" });
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("localhost")]
    [InlineData("::1")]
    [InlineData("[::1]")]
    public void Loopback_needs_no_TLS(string host) => ListenAddress.Check(Members.Settings() with { Host = host });

    [Fact]
    public void The_users_configuration_can_not_open_another_address()
    {
        var config = ConfigurationFactory.ParseString(
            """akka.remote { enabled-transports = ["akka.remote.other"], dot-netty.tcp { hostname = "0.0.0.0", public-hostname = "10.0.0.5" } }""");

        var member = _members.Start(Members.Settings() with { Config = config });

        Assert.Equal("127.0.0.1", member.Address.Host);
    }

    [Theory]
    [InlineData("10.0.0.5:4053", "10.0.0.5", 4053)]
    [InlineData("node-1.example:1", "node-1.example", 1)]
    [InlineData("[fd00::5]:4053", "fd00::5", 4053)]
    [InlineData("[FD00:0::5]:4053", "fd00::5", 4053)]
    public void A_seed_is_a_host_and_a_port(string text, string host, int port) => Assert.Equal(new Seed(host, port), Seed.Parse(text));

    [Theory]
    [InlineData("", "has no port")]
    [InlineData("node-1", "has no port")]
    [InlineData(":4053", "has no host")]
    [InlineData("node-1:", "has a port ''")]
    [InlineData("node-1:0", "has a port '0'")]
    [InlineData("node-1:65536", "has a port '65536'")]
    [InlineData("node-1:-1", "has a port '-1'")]
    [InlineData("fd00::5:4053", "without brackets")]
    [InlineData("[node-1]:4053", "no IPv6 address")]
    [InlineData("akka.tcp://a@node-1:4053", "without brackets")]
    [InlineData("a@node-1:4053", "has a host 'a@node-1'")]
    public void A_seed_that_is_none_is_refused(string text, string because) =>
        Assert.Contains(because, Assert.Throws<ArgumentException>(() => Seed.Parse(text)).Message, StringComparison.Ordinal);
}
