using System.Diagnostics;
using System.Globalization;

namespace ActorMap.Benchmarks.Peers;

/// <summary>The worker processes that this process has started, as Linux tells of them, and what can be done to one.</summary>
internal static class WorkerProcesses
{
    public static int[] All() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && ParentOf(pid) == Environment.ProcessId && Read($"/proc/{pid}/cmdline").Contains("ActorMap.Cluster.dll", StringComparison.Ordinal))
            .Order(),
    ];

    public static void Signal(string signal, int pid)
    {
        using var kill = Process.Start("kill", ["-" + signal, pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>What comes after the name in parentheses, which may have spaces: state, parent, …</summary>
    private static int ParentOf(int pid) =>
        Read($"/proc/{pid}/stat") is { Length: > 0 } text && text[(text.LastIndexOf(')') + 2)..].Split(' ') is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile.
            return string.Empty;
        }
    }
}
