using System.Net.Sockets;
using System.Text.Json;
using ActorMap.Tests.Shared;

namespace ActorMap.Node.Tests.Support;

/// <summary>What can be seen from outside of a node whose workers are in processes.</summary>
internal static class IsolatedNode
{
    internal static Task<RunningNode> StartAsync(int processes, params string[] arguments) => RunningNode.StartAsync(
        ["--isolate", "-j", processes.ToString(System.Globalization.CultureInfo.InvariantCulture), "--functions", RunningNode.Library, .. arguments]);

    internal static async Task<JsonElement> StatusAsync(string address)
    {
        var result = await Tool.RunAsync(null, "status", "--json", "--cluster", address);
        if (result.ExitCode != 0) throw new InvalidOperationException(result.Error);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    /// <summary>Where its processes listen.</summary>
    internal static async Task<string[]> ProcessesAsync(string address) =>
        [.. (await StatusAsync(address)).GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("node").GetString()!)];

    /// <summary>Ends when nobody listens there any more. A process id would not do: whoever is dead may keep it where nobody asks for its end.</summary>
    internal static async Task GoneAsync(IEnumerable<string> addresses)
    {
        using var late = new CancellationTokenSource(Patience.Long);
        foreach (var address in addresses)
        {
            while (await ListensAsync(address, late.Token)) await Task.Delay(50, late.Token);
        }
    }

    private static async Task<bool> ListensAsync(string address, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        try
        {
            var colon = address.LastIndexOf(':');
            await client.ConnectAsync(address[..colon], int.Parse(address.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture), cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
