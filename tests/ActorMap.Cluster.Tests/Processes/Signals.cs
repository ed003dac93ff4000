using System.Diagnostics;
using System.Globalization;

namespace ActorMap.Cluster.Tests.Processes;

/// <summary>Sends a signal to one process.</summary>
internal static class Signals
{
    public static async Task SendAsync(string signal, int pid)
    {
        using var kill = Process.Start("kill", ["-" + signal, pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
