using System.Globalization;
using System.Net;
using Orleans.Configuration;

namespace ActorMap.Peers.Orleans;

/// <summary>A worker process as a silo.</summary>
internal static class SiloProcess
{
    public const string Cluster = "peers";

    public static async Task<int> RunAsync(int port, int gateway, int primary)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(port, gateway, new IPEndPoint(IPAddress.Loopback, primary), Cluster, Cluster);
            silo.Configure<SiloMessagingOptions>(options => (options.MaxMessageBodySize, options.ResponseTimeout) = (256 << 20, TimeSpan.FromMinutes(2)));
        });
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(gateway.ToString(CultureInfo.InvariantCulture));
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
