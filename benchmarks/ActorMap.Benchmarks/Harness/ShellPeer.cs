using System.Diagnostics;

namespace ActorMap.Benchmarks.Harness;

/// <summary>A line of sh, run to its end: the seconds that it took, and the most bytes that the program was resident in which it becomes by <c>exec</c>.</summary>
internal sealed class ShellPeer(string name, Func<string> line) : LaunchedPeer(name, () => MeasureAsync(line()))
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);

    private static async Task<Sample> MeasureAsync(string line)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = PeerProcess.Start("sh", ["-c", line]);
        process.StandardInput.Close();
        var end = process.WaitForExitAsync();
        long peak = 0;
        while (await Task.WhenAny(end, Task.Delay(Every)) != end) peak = Math.Max(peak, ProcessMemory.PeakOf(process.Id));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0 ? new Sample([seconds, peak]) : throw new InvalidOperationException($"'{line}' ended with {process.ExitCode}; see above.");
    }
}
