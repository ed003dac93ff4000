using ActorMap.Benchmarks.Works;

namespace ActorMap.Benchmarks.Harness;

/// <summary>Runs the works one after the other, the peers of a work in turns, and writes what came out.</summary>
internal static class Runner
{
    public static async Task<int> RunAsync(Settings settings)
    {
        settings = settings with { Steps = CpuItem.Calibrate() };
        var (report, isAny) = (new Report(settings), false);
        foreach (var work in Catalogue.Chosen(settings))
        {
            if (work.Chosen().Count == 0)
            {
                foreach (var missing in work.LeftOut()) Tell($"{work.Name}: {missing}");
                continue;
            }

            isAny = true;
            var results = await RunAsync(work, settings);
            results.Check(work.Name);
            Reach[] reaches = settings.Peer is null ? [.. work.Reaches(results)] : [];
            var section = work.Section(results, reaches);
            Console.WriteLine(section);
            report.Add(work, section, reaches);
            // Now, and not at the end: what was measured is not lost where a later work fails.
            if (settings.Report is { } path) await report.WriteAsync(path);
        }

        return isAny ? 0 : throw new InvalidOperationException("Nothing was measured: no peer that was asked for can be run here.");
    }

    /// <summary>A B A B …: whatever the machine does to one, it does to the others.</summary>
    private static async Task<Results> RunAsync(Work work, Settings settings)
    {
        var results = new Results();
        var processes = new Dictionary<Peer, PeerProcess>();
        try
        {
            foreach (var (bout, peers) in work.Bouts().Index())
            {
                await WarmAsync(work, peers, processes, settings);
                for (var round = 1; round <= work.Rounds; round++)
                {
                    Tell($"{work.Name}: round {round} of {work.Rounds}{(bout == 0 ? "" : $", {peers[^1].Name}")}");
                    foreach (var peer in peers) results.Add(peer.Name, bout, await RoundAsync(work, peer, processes, settings));
                }

                foreach (var peer in peers.Where(peer => !work.IsBaseline(peer)))
                {
                    if (processes.Remove(peer, out var process)) process.Dispose();
                }
            }

            return results;
        }
        finally
        {
            foreach (var process in processes.Values) process.Dispose();
        }
    }

    private static async Task WarmAsync(Work work, IReadOnlyList<Peer> peers, Dictionary<Peer, PeerProcess> processes, Settings settings)
    {
        foreach (var peer in work.IsFresh ? [] : peers.Where(peer => !processes.ContainsKey(peer)))
        {
            Tell($"{work.Name}: warming up {peer.Name}");
            processes.Add(peer, new PeerProcess(work, peer, settings));
            await processes[peer].WarmAsync();
        }
    }

    private static async Task<Sample> RoundAsync(Work work, Peer peer, Dictionary<Peer, PeerProcess> processes, Settings settings)
    {
        HostMemory.Touch(work.TouchedBefore);
        if (processes.TryGetValue(peer, out var running)) return await running.RoundAsync();
        if (peer is LaunchedPeer) return await peer.RoundAsync();
        using var process = new PeerProcess(work, peer, settings);
        if (peer.WarmUp > TimeSpan.Zero) await process.WarmAsync();
        return await process.RoundAsync();
    }

    private static void Tell(string text) => Console.Error.WriteLine(text);
}
