using System.Globalization;
using System.Numerics;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Arguments;

/// <summary>From an option's text to its value, or an error that names the option and what it takes.</summary>
internal static class OptionText
{
    internal static long Whole(string option, string text, long least, long most = int.MaxValue)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;

        // A bound that nobody means to come near is named to who does.
        var isTooLarge = BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole > most;
        throw CommandException.Usage($"{option}: '{text}' is not a whole number {(most >= int.MaxValue && !isTooLarge ? $"of at least {least}" : $"from {least:N0} to {most:N0}")}.");
    }

    internal static T Choice<T>(string option, string text)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Where(name => name != nameof(InputFormat.Failures)).Select(name => name.ToLowerInvariant()).ToArray();
        return names.Contains(text) ? Enum.Parse<T>(text, ignoreCase: true) : throw CommandException.Usage($"{option}: '{text}' is not one of {string.Join(", ", names)}.");
    }

    /// <summary><c>host:port</c>, one or several with commas between them.</summary>
    internal static string[] Addresses(string option, string text)
    {
        var addresses = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (addresses is []) throw CommandException.Usage($"{option}: '{text}' names no address. Use HOST:PORT, several with commas between them.");
        foreach (var address in addresses)
        {
            var colon = address.LastIndexOf(':');
            if (colon < 1 || !ushort.TryParse(address[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
                throw CommandException.Usage($"{option}: '{address}' is not HOST:PORT, such as 127.0.0.1:4053 or [fd00::5]:4053.");
        }

        return addresses;
    }

    /// <summary><c>4</c>, or <c>50%</c> of the cores, at least one.</summary>
    internal static int Workers(string text)
    {
        if (!text.EndsWith('%')) return (int)Whole("-j", text, 1, 4096);
        if (!int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var percent) || percent is < 1 or > 100_000)
            throw CommandException.Usage($"-j: '{text}' is no share of the cores from 1% to 100,000%.");
        return (int)Math.Clamp((long)Environment.ProcessorCount * percent / 100, 1, 4096);
    }

    /// <summary><c>10s</c>, <c>500ms</c>, <c>2m</c>, <c>1h</c>; a bare number is seconds.</summary>
    internal static TimeSpan Duration(string option, string text)
    {
        var digits = text.TrimEnd('h', 'm', 's');
        var scale = text[digits.Length..] switch { "ms" => 0.001, "s" or "" => 1, "m" => 60, "h" => 3600, _ => double.NaN };
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value * scale is >= 0.001 and < 1e9
            ? TimeSpan.FromSeconds(value * scale)
            : throw CommandException.Usage($"{option}: '{text}' is no duration. Use 500ms, 10s, 2m or 1h.");
    }
}
