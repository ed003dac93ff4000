using System.Globalization;
using Akka.Actor;

namespace ActorMap.Cluster.Systems;

/// <summary>Whose process a node is, where a keeper started it. It is in the node's roles: so whoever sees the node in the membership knows it, before the node has said a word.</summary>
/// <param name="Keeper">The keeper's name, <c>host:port</c>.</param>
/// <param name="Number">Which of its places the node has, from 0: one process after the other.</param>
internal sealed record KeptPlace(string Keeper, int Number)
{
    private const string By = "actormap-kept-by-", As = "actormap-place-";

    // Apart, so that a large cluster has few roles: each keeper's, and a few numbers.
    public IReadOnlyList<string> Roles => [By + Keeper, string.Create(CultureInfo.InvariantCulture, $"{As}{Number}")];

    /// <summary>Null where the node is its own keeper, or its roles are none of ours.</summary>
    public static KeptPlace? Of(IEnumerable<string> roles)
    {
        var (keeper, number) = ((string?)null, -1);
        foreach (var role in roles)
        {
            if (role.StartsWith(By, StringComparison.Ordinal)) keeper = role[By.Length..];
            else if (role.StartsWith(As, StringComparison.Ordinal) && int.TryParse(role.AsSpan(As.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place)) number = place;
        }

        return keeper is not null && number >= 0 && Split(keeper) is not null ? new KeptPlace(keeper, number) : null;
    }

    /// <summary>The keeper's address, in the cluster of this member.</summary>
    public Address KeeperBeside(Address member)
    {
        var (host, port) = Split(Keeper) ?? throw new InvalidOperationException($"'{Keeper}' is no host:port.");
        return member.WithHost(host).WithPort(port);
    }

    private static (string Host, int Port)? Split(string keeper) =>
        keeper.LastIndexOf(':') is > 0 and var colon && int.TryParse(keeper.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? (keeper[..colon], port)
            : null;
}
