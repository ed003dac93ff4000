using System.Diagnostics;

namespace ActorMap.Benchmarks.Harness;

/// <summary>Programs that the runner starts and measures itself.</summary>
internal class LaunchedPeer(string name, Func<Task<Sample>> round)
    : Peer(name, round)
{
    /// <summary>One program: from here, until its first line of output.</summary>
    public LaunchedPeer(string name, string path, params string[] arguments)
        : this(name, () => MeasureAsync(path, arguments))
    {
    }

    private static async Task<Sample> MeasureAsync(string path, string[] arguments)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = PeerProcess.Start(path, arguments);
        process.StandardInput.Close();
        if (await process.StandardOutput.ReadLineAsync() is null) throw new InvalidOperationException($"{Path.GetFileName(path)} said nothing.");
        var first = Stopwatch.GetElapsedTime(began);
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Sample([first.TotalSeconds, Stopwatch.GetElapsedTime(began).TotalSeconds]);
    }
}
