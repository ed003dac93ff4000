using System.Globalization;
using ActorMap.Benchmarks.Harness;

namespace ActorMap.Benchmarks.Peers;

/// <summary>What others have to map over processes of one machine: Python's pools, and .NET's ways to call another process. Each is a program of its own.</summary>
internal static class OtherProcesses
{
    public const string Pool = "Python multiprocessing.Pool";
    public const string Executor = "Python ProcessPoolExecutor";
    public const string Joblib = "Python joblib (loky)";
    public const string Dask = "Python Dask (LocalCluster)";
    public const string Orleans = "Orleans grains";
    public const string Grpc = "gRPC streams";

    /// <summary>How the length of a chunk was chosen; said of each of them.</summary>
    public const string Chosen = "in chunks of the length that was best in the warm-up, of three or four that were tried (Pool: of its own choice, too).";

    // The system's own, which has Debian's packages.
    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <param name="work">What the programs call the work.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="count">How many items.</param>
    /// <param name="joblibScale">joblib takes a call of Python for each item in this process: so many times fewer items, where an item is next to nothing.</param>
    /// <param name="note">What a reader must know; null: how chunks were chosen.</param>
    public static IEnumerable<Peer> All(string work, Settings settings, int count, int joblibScale = 1, string? note = null) =>
    [
        OfPython(Pool, "pool", work, count, 1, "", "", note),
        OfPython(Executor, "executor", work, count, 1, "", "", note),
        OfPython(Joblib, "joblib", work, count, joblibScale, "joblib", "python3-joblib", note),
        OfPython(Dask, "dask", work, count, 1, "distributed", "python3-distributed", note),
        OfDotNet(Orleans, "orleans", work, settings, count, note),
        OfDotNet(Grpc, "grpc", work, settings, count, note),
    ];

    /// <summary>From the start of a program to its first result.</summary>
    public static IEnumerable<Peer> Starts() =>
    [
        Start(Pool, "pool", "", ""),
        Start(Dask, "dask", "distributed", "python3-distributed"),
    ];

    /// <summary>So many mebibytes to every process, as an argument to warm processes.</summary>
    public static IEnumerable<Peer> States(int mebibytes) =>
    [
        State(Pool, "pool", mebibytes, "", "", "an argument of a call of each process, which unpickles it."),
        State(Dask, "dask", mebibytes, "distributed", "python3-distributed", "scattered to all workers (broadcast)."),
    ];

    private static ForeignPeer State(string name, string library, int mebibytes, string module, string package, string note) =>
        new(name, Python, Script, library, "state", Number(mebibytes), Number(Settings.Cores)) { Missing = Missing(module, package), Note = note, WarmUp = TimeSpan.Zero };

    private static LaunchedPeer Start(string name, string library, string module, string package) =>
        new(name, Python, Script, library, "first", "1000", Number(Settings.Cores)) { Missing = Missing(module, package) };

    private static ForeignPeer OfPython(string name, string library, string work, int count, int scale, string module, string package, string? note) =>
        new(name, Python, Script, library, work, Number(count / scale), Number(Settings.Cores), Number(scale))
        {
            Missing = Missing(module, package),
            Note = scale == 1 ? note ?? Chosen : $"{note ?? Chosen} Measured with 1/{scale} of the items and multiplied.",
        };

    private static ForeignPeer OfDotNet(string name, string engine, string work, Settings settings, int count, string? note) =>
        new(name, settings.Peers ?? "", engine, work, Number(count), Number(settings.Steps), Number(Settings.Cores))
        {
            Missing = () => settings.Peers is null ? "benchmarks/ActorMap.Peers was not built" : null,
            Note = note ?? Chosen,
        };

    private static string Script => Path.Combine(AppContext.BaseDirectory, "Peers", "python_peers.py");

    private static Func<string?> Missing(string module, string package) => () => ForeignPeer.MissingModule(Python, module is "" ? "multiprocessing" : module, package);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
