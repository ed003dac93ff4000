using System.Globalization;
using System.Net;
using Akka.Actor;

namespace ActorMap.Cluster.Systems;

/// <summary>The address of a member to join by.</summary>
internal readonly record struct Seed(string Host, int Port)
{
    private const string Cure = "Write host:port, as in 10.0.0.5:4053, node-1.example:4053 or [fd00::5]:4053.";

    public static IReadOnlyList<Seed> ParseAll(IEnumerable<string> seeds) => [.. seeds.Select(Parse).Distinct()];

    public static Seed Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.LastIndexOf(':');
        if (colon < 0)
            throw Wrong(text, "has no port");
        var host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
            host = IPv6(text, host[1..^1]);
        else if (host.Contains(':', StringComparison.Ordinal))
            throw Wrong(text, "has an IPv6 address without brackets");
        if (host.Length == 0 || host.Any(c => char.IsWhiteSpace(c) || c is '/' or '@' or '[' or ']'))
            throw Wrong(text, host.Length == 0 ? "has no host" : $"has a host '{host}' that is none");
        if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            throw Wrong(text, $"has a port '{text[(colon + 1)..]}' that is not 1 to 65535");
        return new Seed(host, port);
    }

    public override string ToString() => Written(Host, Port);

    /// <summary>As Akka writes it: a seed that is spelled in another way than the member spells itself does not answer.</summary>
    public Address AddressFor(Address own) => new(own.Protocol, own.System, Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host, Port);

    internal static string Written(string host, int port) =>
        host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]:{port}" : $"{host}:{port}";

    private static string IPv6(string text, string host) =>
        IPAddress.TryParse(host, out var address) ? address.ToString() : throw Wrong(text, $"has '{host}' in brackets, which is no IPv6 address");

    private static ArgumentException Wrong(string text, string what) => new($"The seed '{text}' {what}. {Cure}");
}
