using ActorMap.Cluster.Wire;
using ActorMap.Time;

namespace ActorMap.Cluster.Pools;

/// <summary>Options are checked at the call, by name.</summary>
internal static class OptionChecks
{
    private static readonly TimeSpan LeastHang = TimeSpan.FromSeconds(4);

    public static void Check(NodeOptions options)
    {
        Name(options.Name, nameof(NodeOptions));
        Count(options.Workers, "each has a thread of its own", nameof(NodeOptions.Workers), nameof(NodeOptions));
        Port(options.Port, nameof(NodeOptions));
        Present(options.Seeds, nameof(NodeOptions.Seeds), nameof(NodeOptions));
        Present(options.Functions, nameof(NodeOptions.Functions), nameof(NodeOptions));
        Names(options.Functions, nameof(NodeOptions));
        Present(options.Time, nameof(NodeOptions.Time), nameof(NodeOptions));
        Positive(options.JoinTimeout, nameof(NodeOptions.JoinTimeout), nameof(NodeOptions));
    }

    public static void Check(ClusterOptions options)
    {
        Name(options.Name, nameof(ClusterOptions));
        Port(options.Port, nameof(ClusterOptions));
        Present(options.Seeds, nameof(ClusterOptions.Seeds), nameof(ClusterOptions));
        Some(options.Seeds, nameof(ClusterOptions.Seeds), nameof(ClusterOptions));
        AtLeast(options.MinWorkers, 1, nameof(ClusterOptions.MinWorkers), nameof(ClusterOptions));
        Present(options.Time, nameof(ClusterOptions.Time), nameof(ClusterOptions));
        Positive(options.WaitTimeout, nameof(ClusterOptions.WaitTimeout), nameof(ClusterOptions));
    }

    public static void Check(ProcessOptions options)
    {
        Count(options.Processes, "no common system has more", nameof(ProcessOptions.Processes), nameof(ProcessOptions));
        Count(options.WorkersPerProcess, "each has a thread of its own", nameof(ProcessOptions.WorkersPerProcess), nameof(ProcessOptions));
        AtLeast(options.ItemsPerWorker ?? 1, 1, nameof(ProcessOptions.ItemsPerWorker), nameof(ProcessOptions));
        Hang(options.HangTimeout, nameof(ProcessOptions.HangTimeout), nameof(ProcessOptions));
        AtLeast(options.MemoryLimit ?? 1, 1, nameof(ProcessOptions.MemoryLimit), nameof(ProcessOptions));
        Present(options.Functions, nameof(ProcessOptions.Functions), nameof(ProcessOptions));
        Names(options.Functions, nameof(ProcessOptions));
        Present(options.Time, nameof(ProcessOptions.Time), nameof(ProcessOptions));
        Positive(options.StartTimeout, nameof(ProcessOptions.StartTimeout), nameof(ProcessOptions));
    }

    private static void Name(string name, string options)
    {
        if (string.IsNullOrEmpty(name) || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ArgumentException($"{options}.Name is '{name}'; use letters, digits, '-' and '_', a letter or digit first.", nameof(name));
    }

    private static void Port(int port, string options)
    {
        if (port is < 0 or > 65535) throw new ArgumentOutOfRangeException(nameof(port), port, $"{options}.Port must be 0 (any that is free) to 65535.");
    }

    private static void AtLeast(long value, long least, string option, string options)
    {
        if (value < least) throw new ArgumentOutOfRangeException(option, value, $"{options}.{option} must be at least {least}.");
    }

    private static void Count(int value, string reason, string option, string options)
    {
        if (value is < 1 or > PoolOptions.MostWorkers)
            throw new ArgumentOutOfRangeException(option, value, $"{options}.{option} must be from 1 to {PoolOptions.MostWorkers}: {reason}.");
    }

    private static void Some(IReadOnlyList<string> seeds, string option, string options)
    {
        if (seeds.Count == 0) throw new ArgumentException($"{options}.{option} is empty; name at least one member of the cluster, as host:port.", option);
    }

    private static void Hang(TimeSpan value, string option, string options)
    {
        if (value != Timeout.InfiniteTimeSpan && value < LeastHang)
            throw new ArgumentOutOfRangeException(option, value, $"{options}.{option} must be at least {LeastHang.TotalSeconds:0} s, as a process speaks each second, or Timeout.InfiniteTimeSpan.");
    }

    private static void Positive(TimeSpan value, string option, string options)
    {
        if (value <= TimeSpan.Zero || value > Clock.LongestWait)
            throw new ArgumentOutOfRangeException(option, value, $"{options}.{option} must be more than zero and at most {Clock.LongestWait.TotalDays:0} days, the longest that a timer waits.");
    }

    /// <summary>Nodes tell the names of their functions, and what is too long for a message tells nothing.</summary>
    private static void Names(FunctionRegistry functions, string options)
    {
        if (functions.Names.FirstOrDefault(name => !WireLimits.IsName(name)) is { } name)
            throw new ArgumentException($"{options}.Functions has a name of {name.Length:N0} characters, which begins with '{name[..40]}'; a name has at most {WireLimits.Name:N0} bytes.", nameof(functions));
    }

    private static void Present(object? value, string option, string options)
    {
        if (value is null) throw new ArgumentNullException(option, $"{options}.{option} is null; leave it out for its default.");
    }
}
