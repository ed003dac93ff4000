using System.Globalization;

namespace ActorMap.Chaos.Victims;

/// <summary>The worker processes that this process has started, as the kernel tells of them.</summary>
internal static class Children
{
    /// <summary>Those that are there now, the oldest first.</summary>
    public static IReadOnlyList<int> Workers() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && ParentOf(pid) == Environment.ProcessId && IsWorker(pid))
            .OrderBy(StartOf).ThenBy(pid => pid),
    ];

    /// <summary>Whether it is there, whoever started it.</summary>
    public static bool IsWorker(int pid) => Read($"/proc/{pid}/cmdline").Contains("ActorMap.Cluster.dll", StringComparison.Ordinal);

    private static int ParentOf(int pid) => Stat(pid) is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;

    private static long StartOf(int pid) => Stat(pid) is { Length: > 19 } stat ? long.Parse(stat[19], CultureInfo.InvariantCulture) : 0;

    /// <summary>What comes after the name in parentheses, which may have spaces: state, parent, …</summary>
    private static string[] Stat(int pid) => Read($"/proc/{pid}/stat") is { Length: > 0 } text ? text[(text.LastIndexOf(')') + 2)..].Split(' ') : [];

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
