namespace ActorMap.Benchmarks.Harness;

/// <summary>What the words choose, looked at before anything is run.</summary>
internal static class Choice
{
    /// <exception cref="ArgumentException">A peer is asked for, and none of the works has it.</exception>
    public static IReadOnlyList<Work> Checked(IReadOnlyList<Work> works, Settings settings)
    {
        if (settings.Peer is not { } part || works.Any(work => work.Named(part).Any())) return works;
        // Some names have a comma.
        var all = string.Join(", ", works.SelectMany(work => work.Peers).Select(peer => $"'{peer.Name}'").Distinct());
        throw new ArgumentException($"There is no peer '{part}' in {settings.Work}; it has {(all.Length == 0 ? "none here" : all)}.");
    }
}
