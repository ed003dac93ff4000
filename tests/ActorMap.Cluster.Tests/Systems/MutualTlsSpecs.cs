using System.Net.Security;
using System.Net.Sockets;
using ActorMap.Cluster.Systems;
using Xunit;

namespace ActorMap.Cluster.Tests.Systems;

public sealed class MutualTlsSpecs : IAsyncLifetime
{
    private readonly Members _members = new();
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new("Other");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _members.DisposeAsync();
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Members_of_one_authority_join()
    {
        var node = await _members.JoinedAsync(Secured());

        Assert.Equal("akka.ssl.tcp", node.Address.Protocol);
        await AGoodMemberJoinsAsync(node);
    }

    [Fact]
    public async Task Members_over_IPv6_join()
    {
        var settings = Members.Settings() with { Host = "::1", Tls = _authority.Member("::1") };
        var node = await _members.JoinedAsync(settings);

        await _members.JoinedAsync(settings, Members.SeedOf(node));
    }

    [Fact]
    public async Task A_member_that_listens_everywhere_is_reached_by_its_public_name()
    {
        var node = await _members.JoinedAsync(Secured() with { Host = "0.0.0.0", PublicHost = "127.0.0.1" });

        Assert.Equal("127.0.0.1", node.Address.Host);
        await AGoodMemberJoinsAsync(node);
    }

    [Fact]
    public async Task A_member_of_another_authority_is_refused_and_told()
    {
        var node = await _members.JoinedAsync(Secured());
        var log = new LogLines(node.System);

        // It trusts the node's authority, but is not signed by it.
        var stranger = await StrangerAsync(node, _other.Issue());

        Assert.False(stranger);
        await log.ContainingAsync("the certificate is of another authority (CN=Other CA)");
        await AGoodMemberJoinsAsync(node);
    }

    [Fact]
    public async Task An_expired_member_is_refused()
    {
        var node = await _members.JoinedAsync(Secured());
        var log = new LogLines(node.System);

        Assert.False(await StrangerAsync(node, _authority.Issue(fromDays: -3, toDays: -1)));

        await log.ContainingAsync("the certificate expired at");
        await AGoodMemberJoinsAsync(node);
    }

    [Fact]
    public async Task A_peer_without_a_certificate_is_refused()
    {
        var node = await _members.JoinedAsync(Secured());
        var log = new LogLines(node.System);

        Assert.False(await StrangerAsync(node, null));

        await log.ContainingAsync("Rejected incoming connection");
        await AGoodMemberJoinsAsync(node);
    }

    [Fact]
    public async Task Garbage_on_the_port_is_refused()
    {
        var node = await _members.JoinedAsync(Secured());
        var log = new LogLines(node.System);
        using var client = new TcpClient();
        await client.ConnectAsync(node.Address.Host, node.Address.Port!.Value);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: node\r\n\r\n"u8.ToArray());

        await log.ContainingAsync("Rejected incoming connection");
        await AGoodMemberJoinsAsync(node);
    }

    [Fact]
    public async Task A_member_without_TLS_does_not_get_in()
    {
        var node = await _members.JoinedAsync(Secured());
        var log = new LogLines(node.System);
        var plain = _members.Start(Members.Settings());

        var error = await Assert.ThrowsAsync<PoolUnavailableException>(() => plain.JoinAsync([Members.SeedOf(node)], TimeSpan.FromSeconds(8), TimeProvider.System));

        Assert.Contains("only one of the two uses TLS", error.Message, StringComparison.Ordinal);
        await log.ContainingAsync("Rejected incoming connection");
        await AGoodMemberJoinsAsync(node);
    }

    [Fact]
    public async Task A_seed_without_TLS_is_not_dialled()
    {
        var node = await _members.JoinedAsync(Members.Settings());

        await RefusesAsync(_members.Start(Secured()), node, "no TLS handshake");
    }

    [Fact]
    public async Task A_seed_of_another_authority_is_not_dialled()
    {
        var node = await _members.JoinedAsync(Members.Settings() with { Tls = _other.Member() });

        await RefusesAsync(_members.Start(Secured()), node, "TLS refused: the certificate is of another authority (CN=Other CA)");
    }

    [Fact]
    public async Task A_seed_that_does_not_trust_this_member_is_said_to_refuse_it()
    {
        // The member trusts both authorities, the seed only its own.
        var node = await _members.JoinedAsync(Members.Settings() with { Tls = _other.Member() });
        var trusting = _authority.Member() with { Authority = _authority.Write("two.pem", File.ReadAllText(_authority.RootPath) + "\n" + File.ReadAllText(_other.RootPath)) };

        await RefusesAsync(_members.Start(Members.Settings() with { Tls = trusting }), node, "it refused this member's certificate");
    }

    /// <summary>Dials past the probe, as a member would that is told of another by a third.</summary>
    [Fact]
    public async Task A_handshake_that_fails_on_the_way_out_does_not_end_the_member()
    {
        var stranger = await _members.JoinedAsync(Members.Settings() with { Tls = _other.Member() });
        var node = await _members.JoinedAsync(Secured());
        var log = new LogLines(node.System);

        node.System.ActorSelection($"{stranger.Address}/user/any").Tell("hello");

        await log.ContainingAsync("failed the TLS handshake; it is left alone");
        await AGoodMemberJoinsAsync(node);
        Assert.False(node.Ended.IsCompleted);
        await node.LeaveAsync(Members.Deadline, TimeProvider.System);
        Assert.Equal(EndReason.Left, await node.Ended);
    }

    private MemberSettings Secured() => Members.Settings() with { Tls = _authority.Member() };

    private async Task AGoodMemberJoinsAsync(ClusterSystem node)
    {
        var good = await _members.JoinedAsync(Secured() with { Role = Roles.Client }, Members.SeedOf(node));
        await Members.SeesAsync(node, good);
    }

    private static async Task RefusesAsync(ClusterSystem member, ClusterSystem seed, string because)
    {
        var error = await Assert.ThrowsAsync<PoolUnavailableException>(() => member.JoinAsync([Members.SeedOf(seed)], TimeSpan.FromSeconds(8), TimeProvider.System));
        Assert.Contains($"{Members.SeedOf(seed)}: {because}", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Whether the node keeps a connection that shows this certificate and trusts everything.</summary>
    private static async Task<bool> StrangerAsync(ClusterSystem node, System.Security.Cryptography.X509Certificates.X509Certificate2? certificate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(node.Address.Host, node.Address.Port!.Value);
#pragma warning disable CA5359 // A stranger trusts whom it likes.
        using var stream = new SslStream(client.GetStream(), false, (_, _, _, _) => true, (_, _, _, _, _) => certificate!);
#pragma warning restore CA5359
        try
        {
            await stream.AuthenticateAsClientAsync("127.0.0.1").WaitAsync(Members.Deadline);
            return await stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Members.Deadline) > 0;
        }
        catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
        {
            return false;
        }
    }
}
