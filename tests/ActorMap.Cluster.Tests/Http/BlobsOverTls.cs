using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Http;
using ActorMap.Cluster.Systems.Tls;
using ActorMap.Cluster.Tests.Systems;
using ActorMap.Messages;
using Xunit;

namespace ActorMap.Cluster.Tests.Http;

/// <summary>The certificates of remoting hold for blobs, too: in both directions.</summary>
public sealed class BlobsOverTls : IAsyncLifetime
{
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new("Other");
    private readonly BlobStore _store = new(long.MaxValue);
    private readonly ConcurrentQueue<string> _refused = [];
    private readonly SemaphoreSlim _refusals = new(0);
    private BlobServer _server = null!;
    private string _address = null!;
    private BlobId _blob;

    public async Task InitializeAsync()
    {
        (_server, _address) = await Blob.ServeAsync(_store, Load(_authority), (peer, subject, why) =>
        {
            _refused.Enqueue($"{peer} {subject}: {why}");
            _refusals.Release();
        });
        _blob = _store.Offer(Blob.Content(3_000_000));
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task A_member_of_the_authority_is_served()
    {
        await IsServedAsync();
        Assert.Empty(_refused);
        Assert.Equal(_blob.Length, _store.BytesServed);
    }

    [Fact]
    public async Task A_member_without_TLS_gets_nothing()
    {
        using var client = Blob.Client();
        Assert.Equal(CarryProblem.Unreachable, (await client.FetchAsync(_blob, _address)).Problem);
        await IsRefusedAsync("no TLS handshake");
    }

    [Fact]
    public async Task Whoever_shows_no_certificate_gets_nothing()
    {
        Assert.Equal(0, await StrangerReadsAsync(null));
        await IsRefusedAsync("no certificate was shown");
    }

    [Fact]
    public async Task Whoever_is_of_another_authority_gets_nothing()
    {
        Assert.Equal(0, await StrangerReadsAsync(_other.Issue()));
        await IsRefusedAsync("of another authority (CN=Other CA)");
    }

    [Fact]
    public async Task Whose_certificate_has_expired_gets_nothing()
    {
        Assert.Equal(0, await StrangerReadsAsync(_authority.Issue(fromDays: -3, toDays: -1)));
        await IsRefusedAsync("expired at");
    }

    [Fact]
    public async Task A_member_asks_nobody_of_another_authority()
    {
        using var client = Blob.Client(Load(_other));
        var carried = await client.FetchAsync(_blob, _address);

        Assert.Equal(CarryProblem.Unreachable, carried.Problem);
        Assert.Contains("of another authority (CN=Specs CA)", carried.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_asks_nobody_without_TLS()
    {
        var (plain, address) = await Blob.ServeAsync(_store);
        await using var _ = plain;
        using var client = Blob.Client(Load(_authority));
        var carried = await client.FetchAsync(_blob, address);

        Assert.Equal(CarryProblem.Unreachable, carried.Problem);
        Assert.Contains("does not speak TLS with this member", carried.Why, StringComparison.Ordinal);
        Assert.Equal(0, _store.BytesServed);
    }

    [Fact]
    public void Nothing_is_served_to_other_machines_without_TLS()
    {
        Assert.False((Blob.Settings() with { Address = IPAddress.Any }).IsSafe);
        Assert.False((Blob.Settings() with { Address = IPAddress.Parse("10.0.0.5") }).IsSafe);
        Assert.True((Blob.Settings(Load(_authority)) with { Address = IPAddress.Any }).IsSafe);
    }

    private static MemberTls Load(TestAuthority authority) => MemberTls.Load(authority.Member(), "127.0.0.1", TimeProvider.System);

    private async Task IsServedAsync()
    {
        using var client = Blob.Client(Load(_authority));
        var carried = await client.FetchAsync(_blob, _address);
        Assert.Equal((CarryProblem.None, ""), (carried.Problem, carried.Why));
    }

    private async Task IsRefusedAsync(string why)
    {
        Assert.True(await _refusals.WaitAsync(Blob.Deadline));
        Assert.All(_refused, line => Assert.Contains(why, line, StringComparison.Ordinal));
        Assert.Equal(0, _store.BytesServed);
        await IsServedAsync();
    }

    /// <summary>How much a stranger reads who trusts everybody.</summary>
    private async Task<int> StrangerReadsAsync(X509Certificate2? certificate)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPEndPoint.Parse(_address));
#pragma warning disable CA5359 // A stranger trusts whom it likes.
        using var stream = new SslStream(connection.GetStream(), false, (_, _, _, _) => true, (_, _, _, _, _) => certificate!);
#pragma warning restore CA5359
        try
        {
            await stream.AuthenticateAsClientAsync("127.0.0.1").WaitAsync(Blob.Deadline);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {BlobPath.Of(_blob)} HTTP/1.1\r\nHost: a\r\n\r\n"));
            return await stream.ReadAsync(new byte[100]).AsTask().WaitAsync(Blob.Deadline);
        }
        catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
        {
            return 0;
        }
    }
}
