using System.Globalization;
using Akka.Configuration;

namespace ActorMap.Threading;

/// <summary>
/// A configuration that reads its times by itself. Akka reads them by a regular expression that the runtime compiles for it: an eighth of the processor time of a process's start, and eight megabytes
/// (docs/decisions/0032). What is said in no plain way is read by Akka.
/// </summary>
internal sealed class PlainTimes : Config
{
    private PlainTimes(Config source)
        : base(source, source.Fallback)
    {
    }

    /// <summary>What an actor system begins with that is ours alone.</summary>
    public static Config OfOwnSystem(Config config) => Of(config.WithFallback(ConfigurationFactory.ParseString(PoolDispatcherConfigurator.Settings)));

    /// <summary>The same settings.</summary>
    public static Config Of(Config config) => config is PlainTimes ? config : new PlainTimes(config);

    /// <summary>A time of a configuration that is none of these: Akka puts dispatchers' together itself.</summary>
    public static TimeSpan Read(Config config, string path) => TryRead(config.GetString(path, null), allowInfinite: true) ?? config.GetTimeSpan(path);

    public override Config GetConfig(string path) => base.GetConfig(path) is { } part ? Of(part) : null!;

    public override Config WithFallback(Config fallback) => Of(base.WithFallback(fallback));

    public override TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        TryRead(GetString(path, null), allowInfinite) ?? base.GetTimeSpan(path, @default, allowInfinite);

    private static TimeSpan? TryRead(string? text, bool allowInfinite)
    {
        if (text is null) return null;
        if (allowInfinite && text == "infinite") return Timeout.InfiniteTimeSpan;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits < 0) digits = text.Length;
        if (!int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        return text.AsSpan(digits).Trim(' ') switch
        {
            "" or "ms" or "millis" or "milliseconds" => TimeSpan.FromMilliseconds(count),
            "s" or "second" or "seconds" => TimeSpan.FromSeconds(count),
            "m" or "minute" or "minutes" => TimeSpan.FromMinutes(count),
            "h" or "hour" or "hours" => TimeSpan.FromHours(count),
            "d" or "day" or "days" => TimeSpan.FromDays(count),
            _ => null,
        };
    }
}
