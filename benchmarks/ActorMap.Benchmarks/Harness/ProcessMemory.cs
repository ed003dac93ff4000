using System.Diagnostics;
using System.Globalization;

namespace ActorMap.Benchmarks.Harness;

/// <summary>The memory of this process as the system counts it, in bytes.</summary>
internal static class ProcessMemory
{
    /// <summary>What is resident now.</summary>
    public static long Resident => Status("VmRSS:") ?? Process.GetCurrentProcess().WorkingSet64;

    /// <summary>The most that was resident since the start.</summary>
    public static long Peak => Status("VmHWM:") ?? Process.GetCurrentProcess().PeakWorkingSet64;

    /// <summary>The most that another process was resident in so far; 0 where it has ended or nobody tells.</summary>
    public static long PeakOf(int process)
    {
        try
        {
            return Status("VmHWM:", $"/proc/{process}/status") ?? 0;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    private static long? Status(string key, string path = "/proc/self/status")
    {
        if (!OperatingSystem.IsLinux()) return null;
        var line = File.ReadLines(path).First(line => line.StartsWith(key, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(key.Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
