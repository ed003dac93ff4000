using System.Globalization;
using ActorMap.Threading;
using ActorMap.Time;
using Akka.Configuration;

namespace ActorMap.Pool;

/// <summary>How long a function that ignores its token is waited for, as a configuration says it: <c>actormap.grace</c>.</summary>
internal static class Grace
{
    public const string Key = "actormap.grace";

    /// <exception cref="ArgumentException">It is no time, or none that can be waited for.</exception>
    public static TimeSpan Of(Config config)
    {
        if (TryRead(config) is { } grace && grace >= TimeSpan.Zero && grace <= Clock.LongestWait) return grace;
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Key} is '{config.GetString(Key)}'. Set it to a time of zero to {Clock.LongestWait.TotalDays:0} days, such as 1s."));
    }

    private static TimeSpan? TryRead(Config config)
    {
        try
        {
            return PlainTimes.Read(config, Key);
        }
        catch (Exception)
        {
            // The parser throws whatever it comes upon.
            return null;
        }
    }
}
