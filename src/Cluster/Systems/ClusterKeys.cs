using System.Globalization;
using ActorMap.Pool;
using ActorMap.Time;
using Akka.Configuration;

namespace ActorMap.Cluster.Systems;

/// <summary>
/// What a configuration says under <c>actormap.cluster</c>, and the grace, looked at before anything is started with it: what can't be read is told by key and value, and a key that nobody reads is not passed over.
/// </summary>
internal static class ClusterKeys
{
    private const string Root = "actormap.cluster";

    private static readonly Dictionary<string, (string Allowed, Func<Config, string, bool> IsGood)> Known = new(StringComparer.Ordinal)
    {
        ["down-after"] = ("a time of more than zero, such as 15s", static (config, key) => config.GetTimeSpan(key) is var time && time > TimeSpan.Zero && time <= Clock.LongestWait),
        ["partitions"] = Switch,
        ["shared-memory"] = Switch,
        ["blobs.http"] = Switch,
        ["blobs.port"] = Port,
        ["blobs.public-port"] = Port,
        ["blobs.http-from"] = ("a number of bytes, such as 256 KiB", static (config, key) => config.GetByteSize(key) >= 0),
    };

    private static (string Allowed, Func<Config, string, bool> IsGood) Switch => ("on or off", static (config, key) =>
    {
        config.GetBoolean(key);
        return true;
    });

    private static (string Allowed, Func<Config, string, bool> IsGood) Port => ("0, for any that is free or the same, to 65535", static (config, key) => config.GetInt(key) is >= 0 and <= 65535);

    /// <exception cref="ArgumentException">A value is none that its key may have, or there is no such key.</exception>
    public static void Check(Config? config)
    {
        if (config?.HasPath(Grace.Key) == true) Grace.Of(config);
        foreach (var key in ConfigText.Keys(config, Root))
        {
            if (!Known.TryGetValue(key, out var rule))
                throw new ArgumentException($"There is no key {Root}.{key}. Those that there are: {string.Join(", ", Known.Keys.Select(known => $"{Root}.{known}"))}.");
            if (!IsGood(config!, $"{Root}.{key}", rule.IsGood))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Root}.{key} is '{config!.GetString($"{Root}.{key}")}'. Set it to {rule.Allowed}."));
        }
    }

    private static bool IsGood(Config config, string key, Func<Config, string, bool> isGood)
    {
        try
        {
            return isGood(config, key);
        }
        catch (Exception)
        {
            // The parser throws whatever it comes upon.
            return false;
        }
    }
}
