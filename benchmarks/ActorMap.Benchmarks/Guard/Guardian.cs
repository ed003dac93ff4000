using System.Globalization;
using System.Text.Json;
using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Guard;

/// <summary>Compares what is counted with a stored baseline: counts are the same on a busy machine and on a quiet one, seconds are not.</summary>
internal static class Guardian
{
    public const string Usage = "usage: benchmarks/guard.sh [--update]";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ([_] or [_, "--update"]))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var path = args[0];
        var measures = new List<Measure>([.. await LocalProbe.RunAsync(), .. await ChunkProbe.RunAsync(), .. await ProcessProbe.RunAsync(), .. await CompiledProbe.RunAsync()]);
        var (instructions, why) = await InstructionProbe.RunAsync();
        if (instructions is not null) measures.Add(instructions);
        else Console.WriteLine($"instructions that run are not counted: {why}.\n");
        var baseline = File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, double>>(await File.ReadAllTextAsync(path))! : [];
        var regressions = Compare(measures, baseline);
        if (args is [_, "--update"])
        {
            // What this machine can't count stays as it was.
            foreach (var measure in measures) baseline[measure.Name] = Round(measure.Value);
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(baseline, Readable) + "\n");
            Console.WriteLine($"\n{path} is written anew.");
            return 0;
        }

        Console.WriteLine(regressions == 0
            ? string.Create(CultureInfo.InvariantCulture, $"\nguard: {measures.Count} measures, none is worse.")
            : string.Create(CultureInfo.InvariantCulture, $"\nguard: {regressions} of {measures.Count} measures are worse than {Path.GetFileName(path)} allows. Mend it; where the cost is meant, say why in the commit and run benchmarks/guard.sh --update."));
        return regressions == 0 ? 0 : 1;
    }

    private static int Compare(List<Measure> measures, Dictionary<string, double> baseline)
    {
        var regressions = 0;
        var table = new Table("measure", "now", "baseline", "at most", "");
        foreach (var measure in measures)
        {
            if (!baseline.TryGetValue(measure.Name, out var known))
            {
                // What only some machines can count is no reason to fail on one of them.
                if (measure.Name != InstructionProbe.Name) regressions++;
                table.Row(measure.Name, Format(measure.Value), "", "", "new: --update");
                continue;
            }

            var isWorse = measure.Value > measure.Limit(known);
            if (isWorse) regressions++;
            table.Row(measure.Name, Format(measure.Value), Format(known), Format(measure.Limit(known)), isWorse ? "WORSE" : measure.IsBetter(known) ? "better: --update" : "as good");
        }

        Console.Write(table.ToMarkdown());
        return regressions;
    }

    private static double Round(double value) => Math.Abs(value) >= 100 ? Math.Round(value) : Math.Round(value, 4);

    private static string Format(double value) => value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.####", CultureInfo.InvariantCulture);
}
