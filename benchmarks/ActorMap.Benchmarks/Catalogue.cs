using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Works;

namespace ActorMap.Benchmarks;

/// <summary>Every work, in the order of the report.</summary>
internal static class Catalogue
{
    private static readonly (string Name, Func<Settings, Work> Create)[] Entries =
    [
        ("pairs", settings => new Pairs(settings)),
        ("even", settings => new EvenItems(settings)),
        ("skewed", settings => new SkewedItems(settings)),
        ("one", settings => new OneItem(settings)),
        ("waits", settings => new Waits(settings)),
        ("stream", settings => new EndlessStream(settings)),
        ("state", settings => new LargeState(settings)),
        ("allocation", settings => new Allocation(settings)),
        ("process-pairs", settings => new ProcessPairs(settings)),
        ("process-even", settings => new EvenItems(settings, processes: true)),
        ("process-skewed", settings => new SkewedItems(settings, processes: true)),
        ("process-large-in", settings => new ProcessLarge(settings, goesIn: true)),
        ("process-large-out", settings => new ProcessLarge(settings, goesIn: false)),
        ("process-one", settings => new ProcessOne(settings)),
        ("router-load", settings => new RouterLoad(settings)),
        ("process-state", settings => new ProcessState(settings)),
        ("cluster-start", settings => new ClusterStart(settings)),
        ("program", settings => new ProgramLines(settings)),
        ("kills", settings => new Kills(settings)),
        ("recovery", settings => new Recovery(settings)),
        ("journal", settings => new JournalOverhead(settings)),
        ("resume", settings => new JournalResume(settings)),
        ("lines", settings => new LineSquares(settings)),
        ("json-field", settings => new JsonField(settings)),
        ("pipe", settings => new LongPipe(settings)),
        ("startup", settings => new StartUp(settings)),
    ];

    public static IEnumerable<string> Names => Entries.Select(entry => entry.Name);

    public static Work Find(string name, Settings settings) =>
        Entries.FirstOrDefault(entry => entry.Name == name).Create?.Invoke(settings)
        ?? throw new ArgumentException($"There is no work '{name}'.", nameof(name));

    /// <exception cref="ArgumentException">There is no such work, or no such peer in it.</exception>
    public static IReadOnlyList<Work> Chosen(Settings settings) => Choice.Checked(
        settings.Work is not { } name ? [.. Entries.Select(entry => entry.Create(settings))] : name is ['W' or 'w', >= '1' and <= '8'] ? [.. Marked(name, settings)] : [Find(name, settings)], settings);

    /// <summary>All parts of one of the works W1 to W8.</summary>
    private static IEnumerable<Work> Marked(string mark, Settings settings) =>
        Entries.Select(entry => entry.Create(settings)).Where(work => string.Equals(work.Mark, mark, StringComparison.OrdinalIgnoreCase));
}
