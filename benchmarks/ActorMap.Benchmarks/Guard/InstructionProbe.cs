using System.Globalization;
using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Guard;

/// <summary>Instructions an item, by the processor's own counters: only where <c>perf</c> can read them, which virtual machines seldom let it.</summary>
internal static class InstructionProbe
{
    public const string Name = "local: instructions an item of 1,000 steps, array to array";
    private const string Event = "instructions:u";
    private const int Few = 100_000, Many = 1_100_000;

    /// <summary>The program whose instructions are counted: so many items.</summary>
    public static async Task<int> LoopAsync(int count)
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1 });
        GC.KeepAlive(await pool.Map(new Next(), new int[count]).ToArrayAsync());
        Console.WriteLine(count);
        return 0;
    }

    /// <returns>The measure, or why there is none.</returns>
    public static async Task<(Measure? Measure, string? Why)> RunAsync()
    {
        if (!OperatingSystem.IsLinux()) return (null, "perf is Linux's");
        try
        {
            if (await CountAsync("true") is null) return (null, "perf reads no hardware counters here");
            var self = Environment.ProcessPath!;
            var (few, many) = (await CountAsync(self, "guard-loop", $"{Few}"), await CountAsync(self, "guard-loop", $"{Many}"));
            return (new Measure(Name, (many!.Value - few!.Value) / (Many - Few), Slack: 1), null);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "perf is not installed");
        }
    }

    private static async Task<double?> CountAsync(params string[] command)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var process = PeerProcess.Start("perf", ["stat", "-x", ",", "-e", Event, "-o", file, "--", .. command]);
            process.StandardInput.Close();
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return Parse(await File.ReadAllLinesAsync(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Of <c>123,,instructions:u,…</c> the count; null where it says that it is not supported.</summary>
    private static double? Parse(string[] lines) => lines.Select(line => line.Split(',')).Where(fields => fields.Length > 2 && fields[2].StartsWith("instructions", StringComparison.Ordinal))
        .Select(fields => double.TryParse(fields[0], CultureInfo.InvariantCulture, out var count) ? count : (double?)null).FirstOrDefault();

    private sealed class Next : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context)
        {
            for (var i = 0; i < 1000; i++) item = (item * 31) + 7;
            return item;
        }
    }
}
