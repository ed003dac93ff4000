using System.Globalization;
using System.Text.Json;
using ActorMap.Cluster.Tests.Systems;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>Nodes with mutual TLS, and who may use them.</summary>
public sealed class TlsSpecs : IAsyncLifetime
{
    private static readonly string Pairs = Path.Combine(Tool.Samples, "pairs.csv");
    private static readonly string[] Scaled = [.. Enumerable.Range(0, 20).Select(i => ((i + 100 + i) * 100).ToString(CultureInfo.InvariantCulture))];

    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new("Other");
    private RunningNode _seed = null!;

    public async Task InitializeAsync() => _seed = await RunningNode.StartAsync(["--functions", RunningNode.Library, .. Words(_authority.Member())]);

    public async Task DisposeAsync()
    {
        await _seed.DisposeAsync();
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task A_map_runs_over_two_nodes_with_certificates_of_one_authority_one_of_them_on_every_address()
    {
        await using var second = await RunningNode.StartAsync(
            ["--functions", RunningNode.Library, "--join", _seed.Address, "--host", "0.0.0.0", "--public-host", "127.0.0.1", .. Words(_authority.Member())]);
        var result = await Tool.MapAsync(["@Scale", "--set", "constant=100", Pairs, "--cluster", _seed.Address, "--wait-workers", "2", .. Words(_authority.Member())]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Scaled, result.Lines);
        Assert.Contains($"--cluster {_seed.Address} --tls-cert CERT.pem --tls-key KEY.pem --tls-ca {_authority.RootPath}", _seed.Greeting, StringComparison.Ordinal);

        var status = await Tool.RunAsync(null, ["status", "--json", "--cluster", second.Address, .. Words(_authority.Member())]);
        Assert.Equal((0, 2), (status.ExitCode, JsonDocument.Parse(status.Output).RootElement.GetProperty("workers").GetInt32()));
    }

    [Fact]
    public async Task The_processes_of_an_isolated_node_have_its_certificate_and_listen_where_it_does()
    {
        await using var second = await IsolatedNode.StartAsync(1, ["--join", _seed.Address, "--host", "0.0.0.0", "--public-host", "127.0.0.1", .. Words(_authority.Member())]);
        var result = await Tool.MapAsync(["@Scale", "--set", "constant=100", Pairs, "--cluster", _seed.Address, "--wait-workers", "2", .. Words(_authority.Member())]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Scaled, result.Lines);
    }

    [Fact]
    public async Task Who_has_no_certificate_or_one_of_another_authority_is_refused_and_the_node_serves_on()
    {
        var plain = await Tool.MapAsync("@Scale", "--set", "constant=100", Pairs, "--cluster", _seed.Address, "--wait-timeout", "5s");
        Assert.Equal((5, ""), (plain.ExitCode, plain.Output));
        Assert.Contains($"Tried {_seed.Address}: ", plain.Error, StringComparison.Ordinal);

        var stranger = await Tool.MapAsync(["@Scale", "--set", "constant=100", Pairs, "--cluster", _seed.Address, "--wait-timeout", "5s", .. Words(_other.Member())]);
        Assert.Equal((5, ""), (stranger.ExitCode, stranger.Output));
        Assert.Contains("authority", stranger.Error, StringComparison.Ordinal);

        var result = await Tool.MapAsync(["@Scale", "--set", "constant=100", Pairs, "--cluster", _seed.Address, .. Words(_authority.Member())]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task A_node_whose_certificate_the_others_would_refuse_does_not_start()
    {
        var expired = await Tool.RunAsync(null, ["node", "--port", "0", .. Words(_authority.Member(fromDays: -3, toDays: -1))]);

        Assert.NotEqual(0, expired.ExitCode);
        Assert.Contains("expired", expired.Error, StringComparison.Ordinal);
    }

    private static string[] Words(TlsOptions tls) => ["--tls-cert", tls.Certificate!, "--tls-key", tls.Key!, "--tls-ca", tls.Authority!];
}
