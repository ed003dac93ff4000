using System.Globalization;
using System.Text;
using ActorMap.Chunks;
using ActorMap.Node.Arguments;
using ActorMap.Node.Input;
using ActorMap.Node.Results;
using ActorMap.Node.Shell;
using ActorMap.Telemetry;

namespace ActorMap.Node.Running;

/// <summary>
/// <c>--joblog</c>: a row for each run of items by a worker, in the columns of GNU parallel, so that what reads its logs reads these. Rows are made where the runs end and written by
/// who takes the outcomes: a disk that is slow or full holds up no actor.
/// </summary>
/// <param name="request">The map whose rows they are.</param>
/// <param name="time">The clock of their starts.</param>
/// <param name="last">The number of the last row that is there already.</param>
internal sealed class JobLog(MapRequest request, TimeProvider time, long last)
{
    internal const string Header = "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n";

    // Rows that may wait while results come without a pause.
    private const int Many = 200;

    private readonly Lock _lock = new();
    private readonly StringBuilder _rows = new();
    private readonly string _command = Command(request);
    private readonly bool _isLocal = request.Place is WorkPlace.Here;
    private long _last = last;
    private int _waiting;

    /// <summary>Whether so many rows wait that they should be written now.</summary>
    internal bool IsDue => Volatile.Read(ref _waiting) >= Many;

    /// <summary>The number of the last row of a log that a map goes on with; 0 where there is none.</summary>
    internal static long LastOf(string path)
    {
        // What has no length is no log, and to read from a pipe or a terminal would be to wait.
        if (new FileInfo(path) is not { Exists: true, Length: > 0 }) return 0;
        try
        {
            var (isLog, whole, last) = (false, 0L, 0L);
            foreach (var row in File.ReadLines(path))
            {
                if (!isLog && row != Header[..^1] && !(Header.StartsWith(row, StringComparison.Ordinal) && EndsShort(path)))
                    throw CommandException.InputOutput($"--joblog: {path} is no log of a map, to which rows could be added. Name another file; this one is left as it is.");
                (isLog, whole, last) = (true, last, Math.Max(last, NumberOf(row)));
            }

            // The last row may be cut short: it goes.
            return EndsShort(path) ? whole : last;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CommandException.InputOutput($"--joblog: can't read {path} to go on behind its last row: {error.Message}", error);
        }
    }

    private static long NumberOf(string row) =>
        long.TryParse(row.AsSpan(0, Math.Max(0, row.IndexOf('\t', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Whether its last line has no end: a crash has cut it short.</summary>
    private static bool EndsShort(string path)
    {
        using var file = File.OpenRead(path);
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    internal void Note(ChunkRun run)
    {
        var began = (time.GetUtcNow() - run.Elapsed).ToUnixTimeMilliseconds() / 1000.0;
        var (sent, received) = run.Chunk is Chunk<Record, Encoded> chunk ? Bytes(chunk, run) : default;
        var exit = run.Death is { } death ? death.ExitCode ?? 0 : run.Failed > 0 ? 1 : 0;
        lock (_lock)
        {
            _rows.Append(
                CultureInfo.InvariantCulture,
                $"{++_last}\t{(_isLocal ? ":" : run.Worker.Node)}\t{began,10:F3}\t{run.Elapsed.TotalSeconds,10:F3}\t{sent}\t{received}\t{exit}\t{run.Death?.Signal ?? 0}\t{_command} # items {run.Range.Start}-{run.Range.End - 1}\n");
            _waiting++;
        }
    }

    /// <summary>Writes what waits.</summary>
    internal void WriteTo(OutputFile file)
    {
        byte[] rows;
        lock (_lock)
        {
            if (_rows.Length == 0) return;
            rows = Encoding.UTF8.GetBytes(_rows.ToString());
            _rows.Clear();
            _waiting = 0;
        }

        file.Write(rows);
    }

    private static (long Sent, long Received) Bytes(Chunk<Record, Encoded> chunk, in ChunkRun run)
    {
        var (sent, received) = (0L, 0L);
        var (first, count) = ((int)(run.Range.Start - chunk.Start), (int)run.Range.Length);
        foreach (ref readonly var item in chunk.Items.Slice(first, count)) sent += item.Length;
        foreach (ref readonly var result in chunk.Results.Slice(first, count)) received += result.Line.Length;
        return (sent, received);
    }

    /// <summary>In one line, without a tab: it is the last of tab-separated columns.</summary>
    private static string Command(MapRequest request) =>
        string.Join(' ', (string[])["actormap map", request.Function.Words, .. request.ConstantWords])
            .ReplaceLineEndings(" ").Replace('\t', ' ');
}
