using System.Diagnostics;
using System.Globalization;
using ActorMap.Benchmarks.Harness;
using ActorMap.Benchmarks.Peers;

namespace ActorMap.Benchmarks.Works;

/// <summary>A function that carries much state, to two worker processes: how long it is on its way, how often it goes, and what it takes of memory.</summary>
internal sealed class ProcessState : Work
{
    private const string Map = "ActorMap, worker processes";
    private const string Bare = "two copies through loopback sockets";
    private const int Processes = 2;
    private const int Seconds = 0, Wire = 1, Peak = 2, Growth = 3;
    private const double MostTimes = 3, MostStates = Processes + 1.25;

    private readonly int _state;

    public ProcessState(Settings settings)
        : base("process-state", "256 MiB of state (byte[]) to 2 worker processes", settings)
    {
        _state = (settings.Quick ? 32 : 256) << 20;
        Peers =
        [
            new Peer(Map, MapAsync) { WarmUp = TimeSpan.Zero },
            new Peer(Bare, BareAsync) { WarmUp = TimeSpan.Zero, Note = "no map, but the physical limit: two plain TCP connections, a process at the other end of each." },
            .. OtherProcesses.States(_state >> 20),
        ];
    }

    public override string? Mark => "W5";

    public override string Summary =>
        $"{_state >> 20} MiB. From the call until both processes have run an item with it. Memory is what the processes together were resident in at most, each at its own time, the program's own array and the runtimes included; "
        + "pages that two processes share count for both. The growth is over what they took before. Bytes on the wire are those that the loopback device carried meanwhile, whatever else went over it.";

    public override bool IsFresh => true;

    public override IReadOnlyList<Peer> Peers { get; }

    protected override IReadOnlyList<string> Baselines => [Bare];

    public override Table Table(Results results)
    {
        var table = new Table("peer", "ready after", "spread", "× the sockets", "peak memory", "× the state", "growth × the state", "on the wire × the state");
        foreach (var name in Peers.Select(peer => peer.Name).Where(results.Has))
        {
            var (times, peak) = (results.Of(name), results.Of(name, Peak).Median());
            table.Row(name, Text.Time(times.Median()), Text.Spread(times, Text.Time), Text.Number(results.Ratio(name, Bare).Median()), Text.Mebibytes(peak), Text.Number(peak / _state),
                Text.Number(results.Of(name, Growth).Median() / _state), Text.Number(results.Of(name, Wire).Median() / _state));
        }

        return table;
    }

    public override IEnumerable<Reach> Reaches(Results results) =>
    [
        Reach.AtMost($"ready in at most {MostTimes} × the time of {Bare}", MostTimes, results.Ratio(Map, Bare).Median(), Text.Times),
        Reach.AtMost($"peak memory, summed, at most state × (workers + 1.25) = {Text.Mebibytes(MostStates * _state)}", MostStates * _state, results.Of(Map, Peak).Max(), Text.Mebibytes),
    ];

    private async Task<Sample> MapAsync()
    {
        var folder = Directory.CreateTempSubdirectory("actormap-state-");
        try
        {
            await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = Processes });
            await pool.Map(new Look([1], null), Enumerable.Range(0, Processes)).With(new MapOptions { ChunkSize = 1 });
            return await MeasureAsync(WorkerProcesses.All(), async state =>
            {
                var found = await pool.Map(new Look(state, folder.FullName), Enumerable.Range(0, Processes)).With(new MapOptions { ChunkSize = 1 });
                return found.Sum(value => value);
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<Sample> BareAsync()
    {
        var sockets = await BareSocket.StartAsync(Processes);
        var sample = await MeasureAsync([.. sockets.Select(socket => socket.Pid)], async state => (await BareSocket.KeepAsync(sockets, state)).All(sum => sum == LargeItems.Sum(state)) ? state[0] + state[1] : -1);
        foreach (var socket in sockets) socket.Dispose();
        return sample;
    }

    private async Task<Sample> MeasureAsync(int[] processes, Func<byte[], Task<long>> run)
    {
        var resident = PeakOf(processes);
        var state = new byte[_state];
        new Random(1).NextBytes(state);
        var (before, began) = (Carried(), Stopwatch.GetTimestamp());
        var sum = await run(state);
        var time = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var peak = PeakOf(processes);
        return new Sample([time, Carried() - before, peak, peak - resident], sum);
    }

    private static double PeakOf(int[] processes) => ProcessMemory.Peak + processes.Sum(ProcessMemory.PeakOf);

    /// <summary>Bytes that were sent over the loopback device since the machine was started; 0 where the system does not tell.</summary>
    private static long Carried()
    {
        const string File = "/proc/net/dev";
        if (!System.IO.File.Exists(File)) return 0;
        var line = System.IO.File.ReadLines(File).First(line => line.TrimStart().StartsWith("lo:", StringComparison.Ordinal));
        return long.Parse(line[(line.IndexOf(':') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[8], CultureInfo.InvariantCulture);
    }

    /// <summary>Each process waits for the other, where they are to meet: one can't have both items.</summary>
    private sealed class Look(byte[] state, string? meeting) : IMapFunction<int, long>
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        public long Invoke(int item, MapContext context)
        {
            if (meeting is null) return state[0];
            File.Create(Path.Combine(meeting, Environment.ProcessId.ToString(CultureInfo.InvariantCulture))).Dispose();
            var began = Stopwatch.GetTimestamp();
            while (Directory.GetFiles(meeting).Length < Processes)
            {
                if (Stopwatch.GetElapsedTime(began) > Patience) throw new TimeoutException("The other process has not come.");
                Thread.Sleep(1);
            }

            return state[item];
        }
    }
}
