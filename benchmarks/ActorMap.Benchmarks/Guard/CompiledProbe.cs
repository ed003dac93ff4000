using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ActorMap.Benchmarks.Guard;

/// <summary>
/// Instructions that the runtime makes of what every item goes through: counted in its own listing, so no processor need have counters. Compiled once and for good, for a processor without vectors, they are
/// the same on every machine of this architecture.
/// </summary>
internal static partial class CompiledProbe
{
    /// <summary>Other runtimes of the same version differ by a move or two.</summary>
    private const double Slack = 1;

    private static readonly (string Type, string Method, string Name)[] Methods =
    [
        ("ItemApplier`3", "Apply", "local: instructions of the loop over items, array to array"),
        ("ItemApplier`3", "RunTimed", "local: instructions of the loop over items that are timed"),
        ("EnumerableSource`1", "ReadAll", "local: instructions of the loop that reads a sequence"),
        ("ValueStream`2", "MoveNextAsync", "local: instructions to hand on a result"),
        ("OutcomeSequence`2", "MoveNextAsync", "local: instructions to go on to an outcome"),
        ("OutcomeSequence`2", "get_Current", "local: instructions to make an outcome"),
    ];

    /// <summary>The program whose code is listed: each way that an item can go.</summary>
    public static async Task<int> GoAsync()
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 1 });
        GC.KeepAlive(await pool.Map(new Next(), new int[100]).ToArrayAsync());
        await foreach (var result in pool.Map(new Next(), Enumerable.Range(0, 100))) GC.KeepAlive(result);
        await foreach (var outcome in pool.Map(new Next(), Enumerable.Range(0, 100)).Settled()) GC.KeepAlive(outcome.Value);
        return 0;
    }

    /// <returns>The measures; none where the architecture is another than the baseline's.</returns>
    public static async Task<IReadOnlyList<Measure>> RunAsync()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64) return [];
        var file = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, ["guard-code"])
            {
                Environment =
                {
                    ["DOTNET_TieredCompilation"] = "0", ["DOTNET_EnableHWIntrinsic"] = "0",
                    ["DOTNET_JitStdOutFile"] = file, ["DOTNET_JitDisasmDiffable"] = "1", ["DOTNET_JitDisasm"] = string.Join(' ', Methods.Select(method => method.Method).Distinct()),
                },
            };
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new InvalidOperationException($"The program whose code is listed ended with {process.ExitCode}; see above.");
            var listings = (await File.ReadAllTextAsync(file)).Split("; Assembly listing for method ");
            return [.. Methods.Select(method => new Measure(method.Name, Count(Find(listings, method.Type, method.Method)), Slack))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string[] Find(string[] listings, string type, string method) =>
        listings.FirstOrDefault(listing => IsOf(listing, type, method))?.Split('\n') ?? throw new InvalidOperationException($"The compiler lists no {type}:{method}. Has it another name now, or is it inlined?");

    private static bool IsOf(string listing, string type, string method)
    {
        var head = listing.Split('\n', 2)[0];
        return head.Contains(type, StringComparison.Ordinal) && head.Contains($":{method}(", StringComparison.Ordinal);
    }

    /// <summary>Of a method with a loop what is in its last one; else all of it.</summary>
    private static int Count(string[] lines)
    {
        var labels = lines.Index().Where(line => Label().IsMatch(line.Item)).ToDictionary(line => line.Item.TrimEnd(':', ' '), line => line.Index);
        var (first, last) = (0, lines.Length - 1);
        foreach (var (index, line) in lines.Index())
        {
            if (Jump().Match(line) is { Success: true } jump && labels[jump.Groups[1].Value] is var target && target < index) (first, last) = (target, index);
        }

        return lines[first..(last + 1)].Count(line => Instruction().IsMatch(line));
    }

    [GeneratedRegex(@"^G_M\w+:")]
    private static partial Regex Label();

    [GeneratedRegex(@"^ {7}j\w+ .*\b(G_M\w+)")]
    private static partial Regex Jump();

    [GeneratedRegex("^ {7}[a-z]")]
    private static partial Regex Instruction();

    private sealed class Next : IMapFunction<int, int>
    {
        public int Invoke(int item, MapContext context) => item + 1;
    }
}
