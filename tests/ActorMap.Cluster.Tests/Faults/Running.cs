using System.Diagnostics;

namespace ActorMap.Cluster.Tests.Faults;

/// <summary>Processes of this machine.</summary>
internal static class Running
{
    public static bool IsThere(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
