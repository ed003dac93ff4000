using System.Diagnostics;

namespace ActorMap.Benchmarks.Harness;

/// <summary>A line of sh, run to its end: the seconds that it took, and the most bytes that the program was resident in which it becomes by <c>exec</c>.</summary>
/// <param name="name">The peer's name.</param>
/// <param name="line">The line.</param>
/// <param name="times">How many times as much the work is: one who is slow does a part of it.</param>
internal sealed class ShellPeer(string name, Func<string> line, double times = 1) : LaunchedPeer(name, () => MeasureAsync(line(), times))
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);

    private static async Task<Sample> MeasureAsync(string line, double times)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = PeerProcess.Start("sh", ["-c", line]);
        process.StandardInput.Close();
        var end = process.WaitForExitAsync();
        long peak = 0;
        while (await Task.WhenAny(end, Task.Delay(Every)) != end) peak = Math.Max(peak, ProcessMemory.PeakOf(process.Id));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0 ? new Sample([seconds * times, peak]) : throw new InvalidOperationException($"'{line}' ended with {process.ExitCode}; see above.");
    }
}
