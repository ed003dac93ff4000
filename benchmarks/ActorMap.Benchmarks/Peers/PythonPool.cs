using System.Globalization;
using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Peers;

/// <summary>Python's pool of processes, by a script beside this program that measures itself.</summary>
internal static class PythonPool
{
    public static async Task<Sample> MeasureAsync(int count, int processes)
    {
        using var process = PeerProcess.Start("python3", [Path.Combine(AppContext.BaseDirectory, "Peers", "pool_map.py"), Number(count), Number(processes)]);
        process.StandardInput.Close();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? new Sample([double.Parse(answer, CultureInfo.InvariantCulture)])
            : throw new InvalidOperationException("python3 is needed for this peer, and failed; see above.");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
