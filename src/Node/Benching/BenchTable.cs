using System.Globalization;
using System.Text;
using ActorMap.Node.Shell;
using ActorMap.Node.Watch;

namespace ActorMap.Node.Benching;

/// <summary>The result for people: columns of text with bars, which a narrow terminal and a pipe bear alike.</summary>
internal static class BenchTable
{
    private const int Longest = 30;

    internal static string Text(BenchRequest request, BenchRecords records, BenchResult result)
    {
        var (text, one) = (new StringBuilder(), result.Workers[0].Median);
        var from = records.IsAll ? string.Empty : $", the first of {(request.Map.Inputs is [] ? "stdin" : string.Join(", ", request.Map.Inputs))}";
        Add(text, $"{records.Count:N0} {ProgressText.Plural(records.Count, "item")} in memory{from}; {Duration(one.ItemTime)} an item; {Environment.ProcessorCount} {ProgressText.Plural(Environment.ProcessorCount, "core")}\n");
        if (one.StartUp > TimeSpan.FromMilliseconds(200)) Add(text, $"start-up {Duration(one.StartUp)}, not counted below\n");

        Add(text, $"\n{"workers",7} {"items/s",13} {"speed-up",9} {"busy",6}\n");
        var most = result.Workers.Concat(result.Chunks).Max(series => series.Rate);
        foreach (var series in result.Workers)
            Add(text, $"{series.Workers,7:N0} {Rate(series.Rate),13} {series.Rate / result.Workers[0].Rate,9:0.00} {series.Median.BusyShare,6:P0}  {Bar(series.Rate / most)}\n");

        if (result.Chunks is not [])
        {
            Add(text, $"\n{"chunk",7} {"items/s",13}\n");
            foreach (var series in result.Chunks) Add(text, $"{Chunk(series.Chunk),7} {Rate(series.Rate),13} {string.Empty,16}  {Bar(series.Rate / most)}\n");
        }

        Add(text, $"\nbest: {Advice(request, result)}\n");
        return text.ToString();
    }

    private static string Advice(BenchRequest request, BenchResult result)
    {
        if (result.Chunks is []) return "no advice, as all items failed";
        var chunk = result.BestChunk is { } length ? string.Create(CultureInfo.InvariantCulture, $" --chunk {length}") : string.Empty;
        var processes = request.Map.Place is Arguments.WorkPlace.Processes ? " --processes" : string.Empty;
        return request.Map.Function.Line($"{Settings(request)} -j {result.BestWorkers.ToString(CultureInfo.InvariantCulture)}{processes}{chunk}");
    }

    private static string Settings(BenchRequest request) => string.Concat(
        request.Map.ConstantWords.Select(words => $" {words}").Concat(request.Map.Using.Select(file => $" --using {Quoting.Word(file)}")));

    internal static string Duration(TimeSpan time) => time switch
    {
        { TotalMicroseconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalNanoseconds:0} ns"),
        { TotalMilliseconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0.0} µs"),
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
    };

    /// <summary>Slow functions have fractions of an item a second.</summary>
    private static string Rate(double rate) => rate.ToString(rate < 100 ? "0.00" : "N0", CultureInfo.InvariantCulture);

    private static string Chunk(int? length) => length is { } items ? items.ToString("N0", CultureInfo.InvariantCulture) : "auto";

    private static string Bar(double share) => new('█', Math.Clamp((int)Math.Round(share * Longest), 1, Longest));

    private static void Add(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));
}
