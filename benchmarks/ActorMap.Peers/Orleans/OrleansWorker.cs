using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Orleans.Concurrency;
using Orleans.Configuration;

namespace ActorMap.Peers.Orleans;

/// <summary>A grain in each of some silos, called by a client.</summary>
internal sealed class OrleansWorker(IWorkerGrain grain) : IWorker
{
    private const int MostTries = 1000;

    public static async Task<IReadOnlyList<IWorker>> StartAsync(int count)
    {
        var ports = FreePorts(2 * count);
        var gateways = new List<IPEndPoint>();
        for (var i = 0; i < count; i++)
        {
            await Children.StartAsync("orleans-silo", Number(ports[2 * i]), Number(ports[(2 * i) + 1]), Number(ports[0]));
            gateways.Add(new IPEndPoint(IPAddress.Loopback, ports[(2 * i) + 1]));
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UseStaticClustering([.. gateways]);
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (SiloProcess.Cluster, SiloProcess.Cluster));
            client.Configure<ClientMessagingOptions>(options => (options.MaxMessageBodySize, options.ResponseTimeout) = (256 << 20, TimeSpan.FromMinutes(2)));
        });
        var host = builder.Build();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();

        // A grain lands in any silo: they are made until there is one in each.
        var found = new Dictionary<int, IWorkerGrain>();
        for (var key = 0; found.Count < count && key < MostTries; key++)
        {
            var grain = grains.GetGrain<IWorkerGrain>(key);
            found.TryAdd(await grain.Process(), grain);
        }

        return found.Count == count ? [.. found.Values.Select(grain => new OrleansWorker(grain))] : throw new InvalidOperationException("All grains are in the same silo.");
    }

    public async Task<int[]> ScaleAsync(Pair[] items) => (await grain.Scale(items.AsImmutable())).Value;

    public async Task<long[]> StepAsync(Pair[] items) => (await grain.Step(items.AsImmutable())).Value;

    public Task<long> TakeAsync(byte[] item) => grain.Take(item.AsImmutable());

    public async Task<byte[]> MakeAsync(int item) => (await grain.Make(item)).Value;

    public Task<long> NextAsync(long item) => grain.Next(item);

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners) listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners) listener.Stop();
        return ports;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
