using ActorMap.Benchmarks.Works;

namespace ActorMap.Benchmarks.Harness;

/// <summary>Runs the works one after the other, the peers of a work in turns, and writes what came out.</summary>
internal static class Runner
{
    public static async Task<int> RunAsync(Settings settings)
    {
        settings = settings with { Steps = CpuItem.Calibrate() };
        var report = new Report(settings);
        foreach (var work in Catalogue.Chosen(settings))
        {
            var peers = work.Chosen();
            if (peers.Count == 0) continue;
            var results = await RunAsync(work, peers, settings);
            results.Check(work.Name);
            Reach[] reaches = settings.Peer is null ? [.. work.Reaches(results)] : [];
            var section = work.Section(results, reaches);
            Console.WriteLine(section);
            report.Add(work, section, reaches);
        }

        if (settings.Report is { } path) await report.WriteAsync(path);
        return 0;
    }

    /// <summary>A B A B …: whatever the machine does to one, it does to the others.</summary>
    private static async Task<Results> RunAsync(Work work, IReadOnlyList<Peer> peers, Settings settings)
    {
        var results = new Results();
        var processes = new Dictionary<Peer, PeerProcess>();
        try
        {
            foreach (var peer in work.IsFresh ? [] : peers)
            {
                Tell($"{work.Name}: warming up {peer.Name}");
                processes.Add(peer, new PeerProcess(work, peer, settings));
                await processes[peer].WarmAsync();
            }

            for (var round = 1; round <= work.Rounds; round++)
            {
                Tell($"{work.Name}: round {round} of {work.Rounds}");
                foreach (var peer in peers) results.Add(peer.Name, await RoundAsync(work, peer, processes, settings));
            }

            return results;
        }
        finally
        {
            foreach (var process in processes.Values) process.Dispose();
        }
    }

    private static async Task<Sample> RoundAsync(Work work, Peer peer, Dictionary<Peer, PeerProcess> processes, Settings settings)
    {
        if (processes.TryGetValue(peer, out var running)) return await running.RoundAsync();
        if (peer is LaunchedPeer) return await peer.RoundAsync();
        using var process = new PeerProcess(work, peer, settings);
        if (peer.WarmUp > TimeSpan.Zero) await process.WarmAsync();
        return await process.RoundAsync();
    }

    private static void Tell(string text) => Console.Error.WriteLine(text);
}
