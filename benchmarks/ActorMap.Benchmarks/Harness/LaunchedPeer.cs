using System.Diagnostics;

namespace ActorMap.Benchmarks.Harness;

/// <summary>A program that the runner itself starts and measures: from here, until its first line of output.</summary>
internal class LaunchedPeer : Peer
{
    public LaunchedPeer(string name, string path, params string[] arguments)
        : base(name, () => MeasureAsync(path, arguments))
    {
    }

    protected LaunchedPeer(string name, Func<Task<Sample>> round)
        : base(name, round)
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
