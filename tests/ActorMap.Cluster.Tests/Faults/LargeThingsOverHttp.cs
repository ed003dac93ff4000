using System.Net;
using System.Net.Sockets;
using ActorMap.Cluster.Blobs;
using ActorMap.Cluster.Http;
using ActorMap.Cluster.Pools;
using ActorMap.Cluster.Tests.Http;
using ActorMap.Cluster.Tests.Processes;
using ActorMap.Cluster.Tests.Systems;
using Akka.Configuration;
using Xunit;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>State, code, items and results of a real cluster, over HTTP: once to a node, from whoever has it, and gone with their map.</summary>
public sealed class LargeThingsOverHttp : IAsyncLifetime
{
    private const int Nodes = 4;
    private const int Length = 8 << 20;
    private readonly Cluster _cluster = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task State_leaves_the_client_twice_and_nodes_have_it_from_each_other()
    {
        var nodes = await NodesAsync(Nodes);
        var pool = await _cluster.ClientAsync(null, Nodes, nodes[0].Address);
        await MapOverAllAsync(pool, Nodes);

        var client = Host(pool).State.Blobs;
        Assert.All(nodes, node => Assert.InRange(Fetched(node.Carrier), Length, Length * 11 / 10));
        Assert.InRange(client.BytesServed, Length, BlobSpread.AtOnce * (Length * 11L / 10));
        Assert.InRange(client.BytesServed + nodes.Sum(node => node.Blobs.BytesServed), (long)Nodes * Length, Nodes * (Length * 11L / 10));
        Assert.True(SpinWait.SpinUntil(() => client.BytesHeld == 0 && nodes.All(node => node.Blobs.BytesHeld == 0), Blob.Deadline));
    }

    [Fact]
    public async Task Items_and_results_come_and_go_and_nothing_of_them_stays()
    {
        var nodes = await NodesAsync(2);
        var pool = await _cluster.ClientAsync(null, 2, nodes[0].Address);
        var items = Enumerable.Range(0, 8).Select(seed => Blob.Content((1 << 20) + seed)).ToArray();
        var results = await pool.Map((byte[] item) => item.Select(one => (byte)~one).ToArray(), items).ToArrayAsync().WaitAsync(Blob.Deadline);

        for (var i = 0; i < items.Length; i++) Assert.True(items[i].AsSpan().SequenceEqual([.. results[i].Select(one => (byte)~one)]));
        Assert.InRange(Fetched(Host(pool).State.Carrier), 8L << 20, 9L << 20);
        Assert.InRange(nodes.Sum(node => Fetched(node.Carrier)), 8L << 20, long.MaxValue);
        Assert.True(SpinWait.SpinUntil(() => Host(pool).State.Blobs.BytesHeld == 0 && nodes.All(node => node.Blobs.BytesHeld == 0), Blob.Deadline));
    }

    [Fact]
    public async Task With_TLS_it_goes_by_the_certificates_of_the_members()
    {
        using var authority = new TestAuthority();
        var seed = await _cluster.NodeAsync(Cluster.Node with { Tls = authority.Member() });
        var other = await _cluster.NodeAsync(Cluster.Node with { Tls = authority.Member() }, seed.Address);
        var pool = await _cluster.ClientAsync(Cluster.Client with { Tls = authority.Member() }, 2, seed.Address);
        await MapOverAllAsync(pool, 2);

        Assert.All([seed, other], node => Assert.InRange(Fetched(node.Carrier), Length, Length * 11 / 10));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Where_one_side_has_it_off_everything_goes_by_messages(bool client, bool node)
    {
        var nodes = await NodesAsync(2, node ? "http = off" : "");
        var pool = await _cluster.ClientAsync(client ? With(Cluster.Client, "http = off") : null, 2, nodes[0].Address);
        await MapOverAllAsync(pool, 2);

        Assert.Equal(client, Host(pool).State.Carrier is null);
        Assert.All(nodes, one => Assert.Equal(0, one.Carrier is null ? 0 : Fetched(one.Carrier)));
        Assert.InRange(Host(pool).State.Blobs.BytesServed, 2L * Length, 2 * (Length * 11L / 10));
    }

    [Fact]
    public async Task Where_the_port_is_closed_everything_goes_by_messages_and_the_log_says_once_which()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var nodes = await NodesAsync(1);
        var log = new LogLines(nodes[0].System);
        var pool = await _cluster.ClientAsync(With(Cluster.Client, $"public-port = {port}"), 1, nodes[0].Address);
        await MapOverAllAsync(pool, 1);

        Assert.Equal(0, Fetched(nodes[0].Carrier));
        var line = await log.ContainingAsync("can't be fetched over HTTP");
        Assert.Contains($"127.0.0.1:{port}: it refuses the connection: nothing listens there", line, StringComparison.Ordinal);
        Assert.Single(log.ToString().Split('\n'), one => one.Contains("over HTTP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_port_is_taken_everything_goes_by_messages_and_the_log_says_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var nodes = await NodesAsync(1);
        var pool = await _cluster.ClientAsync(With(Cluster.Client, $"port = {port}"), 1, nodes[0].Address);
        var log = new LogLines(Host(pool).System);
        await MapOverAllAsync(pool, 1);

        Assert.Equal(0, Fetched(nodes[0].Carrier));
        Assert.Contains($"127.0.0.1:{port}", await log.ContainingAsync("can't be served over HTTP"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_of_a_client_that_is_killed_is_freed()
    {
        await using var reception = new Reception(_ => true);
        var node = await _cluster.NodeAsync(Cluster.Node with { Functions = new FunctionRegistry().Add("kept", (Func<object?, IMapFunction<int, int>>)(state => new Kept(((int[])state!)[0]))) });
        await using var client = await Dummies.StartAsync($"{node.Address} {reception.Port} 1000000", Console.Error, "client");
        var visit = await reception.ComesAsync(_ => true);
        Assert.InRange(Fetched(node.Carrier), 4_000_000, 4_400_000);
        Assert.InRange(node.Blobs.BytesHeld, 4_000_000, 4_400_000);

        await Signals.SendAsync("KILL", client.Pid);
        visit.Leave();
        Assert.True(SpinWait.SpinUntil(() => node.Blobs.BytesHeld == 0, Blob.Deadline));
    }

    [Fact]
    public async Task A_member_that_moves_nothing_large_opens_no_port()
    {
        var nodes = await NodesAsync(1);
        var pool = await _cluster.ClientAsync(null, 1, nodes[0].Address);
        Assert.Equal(Enumerable.Range(1, 100), await pool.Map((int item) => item + 1, Enumerable.Range(0, 100)).ToArrayAsync().WaitAsync(Blob.Deadline));
        Assert.False(((HttpCarrier)Host(pool).State.Carrier!).IsServing || ((HttpCarrier)nodes[0].Carrier!).IsServing);
    }

    [Theory]
    [InlineData("")]
    [InlineData("actormap.cluster.shared-memory = off")]
    public async Task A_worker_process_loads_nothing_of_it(string config)
    {
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1, StartTimeout = Blob.Deadline, Config = ConfigurationFactory.ParseString(config) });
        var state = Blob.Content(1 << 20);
        var loaded = await pool.Map((int item) => string.Join(' ', AppDomain.CurrentDomain.GetAssemblies().Select(assembly => $"{assembly.GetName().Name}{state[item..item].Length}")), Enumerable.Range(0, 1)).ToArrayAsync().WaitAsync(Blob.Deadline);

        Assert.Contains("ActorMap.Cluster0", loaded[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.AspNetCore", loaded[0], StringComparison.Ordinal);
    }

    private static async Task MapOverAllAsync(MapPool pool, int nodes)
    {
        var state = Blob.Content(Length);
        var there = Guid.NewGuid();
        using var all = Gathering.Of(there, nodes);
        var results = await pool.Map((int item) => Gathering.Come(there, state[item]), Enumerable.Range(0, nodes)).With(new MapOptions { ChunkSize = 1 }).ToArrayAsync().WaitAsync(Blob.Deadline);
        Assert.Equal(state[..nodes], results);
    }

    private static ClusterHost Host(MapPool pool) => (ClusterHost)pool.Host;

    private static long Fetched(IBlobCarrier? carrier) => ((HttpCarrier)carrier!).BytesFetched;

    private static Config Blobs(string keys) => ConfigurationFactory.ParseString($"actormap.cluster.blobs {{ {keys} }}");

    private static ClusterOptions With(ClusterOptions options, string keys) => options with { Config = Blobs(keys).WithFallback(options.Config) };

    private async Task<ClusterNode[]> NodesAsync(int count, string keys = "")
    {
        var options = Cluster.Node with { Config = Blobs(keys).WithFallback(Cluster.Node.Config) };
        var seed = await _cluster.NodeAsync(options);
        var nodes = new List<ClusterNode> { seed };
        while (nodes.Count < count) nodes.Add(await _cluster.NodeAsync(options, seed.Address));
        return [.. nodes];
    }

    private sealed class Kept(int port) : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => Reception.Visit(port, item);
    }
}
