using System.Globalization;

namespace ActorMap.Node.Timing;

/// <summary>From the shares of time to what a person wants to know: what held the map back, and what to do about it.</summary>
internal sealed class Verdict(Measured measured, TimeShares shares)
{
    // A worker that is busy so much of the time has nothing to gain from the rest.
    private const double Busy = 0.8;

    // What takes less of the workers' time than this is not worth a change.
    private const double Much = 0.25;

    // In seconds: to hand a chunk over costs some 5 µs.
    private const double Tiny = 1e-5;

    // In seconds: where an item takes longer, to hand it over is not what keeps workers from it.
    private const double Short = 1e-4;

    // Fewer than these are no ground for a rate.
    private const int Some = 1000;

    // Threads that use so little of a core while they are in the function wait in it. A machine that is shared by several times as many threads as it has cores leaves more.
    private const double Computing = 0.2;

    // In seconds: what it takes to start a process, and some.
    private const double AProcess = 0.03;

    // A guess that is closer than this is none.
    private const double Clearly = 0.9;

    // Below it a map is over before anyone would want it faster.
    private static readonly TimeSpan WorthIt = TimeSpan.FromSeconds(1);

    /// <summary>What held it back, as it is called in a sentence.</summary>
    internal string HeldBackBy => Cause switch
    {
        "function" => "the function",
        "input" => "the input",
        "output" => "the output",
        "order" => measured.HeldMost is { } most ? $"the order (item {most.Index} was waited for {Duration(most.Time.TotalSeconds)})" : "the order",
        "hand-over" or "transport" when HasLongItem => $"its longest item ({Duration(measured.Longest.TotalSeconds)})",
        "hand-over" => "start-up and hand-over",
        var other => other,
    };

    /// <summary>The name of the share that held it back: of what workers did where they were busy, else of what they waited for.</summary>
    internal string Cause
    {
        get
        {
            if (measured.BusyShare >= Busy) return shares.Encoding > shares.Function ? "encoding" : "function";
            return shares.All.Where(one => one.Name is not ("function" or "encoding")).MaxBy(one => one.Share).Name;
        }
    }

    /// <summary>One sentence of advice; null where there is none to give.</summary>
    internal string? Advice => measured.Elapsed < WorthIt || measured.Items == 0 ? null : Sharing ?? Cause switch
    {
        "encoding" => "reading records and writing results took longer than the function: take columns or properties by name rather than whole objects, or write plain lines",
        "function" when measured.StartsProcesses && measured.ItemSeconds < AProcess => $"most of {Duration(measured.ItemSeconds)} an item is the start of its process: a program behind -- is started once a worker",
        "function" when Waits => $"the function waits more than it computes: more workers would help (-j {measured.Workers * 4}), or an async function with --concurrency",
        "function" => measured.Cores > measured.Workers ? $"more workers would help: -j {measured.Cores}" : null,
        _ when shares.All.First(one => one.Name == Cause).Share < Much => null,
        "input" => Fewer is { } enough ? $"the workers waited for the input: -j {enough} would be as fast" : "the workers waited for the input, which comes no faster than this",
        "output" when measured.Written * 2 < measured.Output => $"there are many results to take, however little there is to write: {Less}",
        "output" when measured.WritesFile => "the workers waited for the output, which takes no more than this: write less, or to a faster disk",
        "output" => "the workers waited for the output: write to a file (-o), or let its reader take more at once",
        "order" when measured.Unordered => "a few long items at the end kept one worker busy and the others not: put the longest first",
        "order" => "-u writes results as they finish, and waits for none; a larger --buffer lets the workers run further ahead",
        "transport" or "hand-over" when HasLongItem => $"one item took {Duration(measured.Longest.TotalSeconds)}, while other workers had nothing left: put the longest first, or split it",
        "transport" => $"the items ({Duration(measured.ItemSeconds)} each) are short for the way they travel: {Larger}",
        "hand-over" when measured.ItemSeconds < Tiny => $"{Duration(measured.ItemSeconds)} an item is little to hand over: {Larger}",
        _ => null,
    };

    /// <summary>Whether there was too little to share.</summary>
    private string? Sharing => measured.Workers > 1 && measured.Items >= Some && measured.ItemSeconds < Short && shares.Input < 0.5 && Alone < measured.Elapsed.TotalSeconds * Clearly
        ? $"one thread alone would take about {Duration(Alone)}: {Duration(measured.ItemSeconds)} an item is too little to share; {Larger}"
        : null;

    private bool HasLongItem => measured.Longest * 4 >= measured.Elapsed && measured.Workers > 1 && measured.Items > 1;

    private bool Waits => measured.Cpu is { } cpu && cpu < measured.Busy * Computing;

    private string Less => measured.Workers > 1 ? "-j 1 may be as fast, or let each record hold more (several values a line)" : "let each record hold more (several values a line)";

    /// <summary>What it would take without workers: the three stages one after the other.</summary>
    private double Alone => (measured.Input + measured.Busy + measured.Output).TotalSeconds;

    private string Larger => measured.HasChunk ? "use a larger --chunk or a batch function" : "use --chunk 100000 or a batch function";

    /// <summary>Workers that would have been busy, where those are fewer.</summary>
    private int? Fewer => (int)Math.Ceiling(measured.BusyShare * measured.Workers * 1.2) is var enough && enough < measured.Workers && measured.Cores is not null
        ? Math.Max(1, enough)
        : null;

    /// <summary><c>80 ns</c>, <c>1.2 ms</c>, <c>3.5 s</c>, <c>4 min</c>.</summary>
    internal static string Duration(double seconds) => seconds switch
    {
        < 1e-6 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e9:0} ns"),
        < 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:0.#} µs"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:0.#} ms"),
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
    };
}
