using System.Globalization;

namespace ActorMap.Chaos.Plans;

/// <summary>How much chaos was asked for: a short run with a seed of its own, unless the environment says otherwise.</summary>
internal static class Settings
{
    private const int ShortRunsSeed = 20260;

    /// <summary>From <c>ACTORMAP_CHAOS_SEED</c>; everything random follows from it.</summary>
    public static int Seed { get; } = Number("ACTORMAP_CHAOS_SEED") is { } seed ? (int)seed : ShortRunsSeed;

    /// <summary>From <c>ACTORMAP_CHAOS_MINUTES</c>, for all specs together; null for a short run.</summary>
    public static TimeSpan? Long { get; } = Number("ACTORMAP_CHAOS_MINUTES") is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

    /// <summary>From <c>ACTORMAP_CHAOS_REPORT</c>: the file that gets a line a round; null for none.</summary>
    public static string? Report { get; } = Environment.GetEnvironmentVariable("ACTORMAP_CHAOS_REPORT") is { Length: > 0 } file ? file : null;

    /// <summary>Far beyond what a round takes on a busy machine: it only ends what hangs.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromMinutes(4);

    private static double? Number(string name)
    {
        var text = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrEmpty(text)) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidOperationException($"{name} is '{text}', which is no number.");
    }
}
