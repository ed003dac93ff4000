using System.Globalization;
using System.Text.Json;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>What a map leaves for programs to read of how it went.</summary>
public sealed class JobLogSpecs : IDisposable
{
    private readonly Scratch _scratch = new();

    private string Log => _scratch.Path("log");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_job_log_has_the_columns_of_GNU_parallel_and_a_row_a_chunk()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var result = await Tool.MapInputAsync("11\n12\n13\n14\n15\n", "-e", "(int x) =>\n x * k", "--set", "k=10", "--chunk", "2", "--joblog", Log);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var rows = Rows();
        Assert.Equal(["0-1", "2-3", "4-4"], rows.Select(row => row[8].Split("# items ")[1]).Order());
        Assert.Equal(rows.Length, rows.Select(row => row[0]).Distinct().Count());
        Assert.All(rows, row =>
        {
            Assert.Equal(":", row[1]);
            Assert.InRange(Number(row[2]), before, before + 600);
            Assert.InRange(Number(row[3]), 0, 600);
            var items = row[8].EndsWith("4-4", StringComparison.Ordinal) ? 1 : 2;
            Assert.Equal((2 * items, 4 * items), (Number(row[4]), Number(row[5])));
            Assert.Equal(("0", "0"), (row[6], row[7]));
            Assert.StartsWith("actormap map -e '(int x) =>  x * k' --set k=10 # items ", row[8], StringComparison.Ordinal);
        });

        // What people do with such a log.
        var failed = await Tool.BashAsync("awk -F'\\t' 'NR > 1 { n++; bad += ($7 != 0 || $8 != 0); s += $4 } END { print n, bad }' log", _scratch.Folder);
        Assert.Equal("3 0\n", failed.Output);
    }

    [Fact]
    public async Task A_chunk_in_which_an_item_failed_has_an_exit_value()
    {
        await Tool.MapInputAsync("1\n2\n3\n", "-e", "(int x) => 10 / (x - 2)", "--chunk", "1", "--on-error", "skip", "--retries", "1", "--joblog", Log);

        Assert.Equal([("0-0", "0"), ("1-1", "1"), ("1-1", "1"), ("2-2", "0")], Rows().Select(row => (row[8].Split("# items ")[1], row[6])).Order());
    }

    [Fact]
    public async Task An_item_that_is_given_up_is_in_the_log()
    {
        await Tool.MapInputAsync("1\n2\n", "-e", "(int x) => { if (x == 2) Thread.Sleep(-1); return x; }", "--chunk", "1", "--on-error", "skip", "--timeout", "200ms", "--joblog", Log);

        var given = Assert.Single(Rows(), row => row[6] == "1");
        Assert.EndsWith("# items 1-1", given[8], StringComparison.Ordinal);
        Assert.InRange(Number(given[3]), 0.2, 600);
    }

    [Fact]
    public async Task Over_processes_the_host_is_the_node_and_a_death_has_its_signal()
    {
        await Tool.MapInputAsync(
            "1\n2\n3\n", "-e", "(int x) => { if (x == 2) System.Diagnostics.Process.GetCurrentProcess().Kill(); return x; }", "--processes", "-j", "1", "--on-error", "skip", "--joblog", Log);

        var rows = Rows();
        Assert.Equal([0L, 1L, 2L], rows.SelectMany(Items).Distinct().Order());
        Assert.All(rows, row => Assert.NotEqual(":", row[1]));
        Assert.Equal(("0", "9"), (rows.Single(row => row[8].EndsWith("# items 1-1", StringComparison.Ordinal))[6..8] is [var exit, var signal] ? (exit, signal) : default));
    }

    [Fact]
    public async Task A_map_that_goes_on_adds_to_its_log()
    {
        string[] map = ["-e", "(int x) => 10 / (x - 2)", _scratch.File("in.txt", "1\n2\n3\n"), "--on-error", "skip", "--journal", _scratch.Path("j"), "--joblog", Log];
        await Tool.MapAsync([.. map, "--chunk", "3"]);
        await Tool.MapAsync([.. map, "--retry-failed"]);

        Assert.Equal([("1", "0-2"), ("2", "1-1")], Rows().Select(row => (row[0], row[8].Split("# items ")[1])));
    }

    [Fact]
    public async Task A_row_that_a_crash_has_cut_short_does_not_run_into_the_next()
    {
        string[] map = ["-e", "(int x) => x", _scratch.File("in.txt", "1\n"), "--journal", _scratch.Path("j"), "--resume", "--joblog", Log];
        _scratch.File("log", "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n1\t:\t0\t0\t1\t2\t0\t0\tactormap map\n2\t:\t17");
        await Tool.MapAsync(map);

        Assert.Equal(["1", "2"], Rows().Select(row => row[0]));
    }

    [Theory]
    [InlineData("my notes\nmore")]
    [InlineData("Seq\tHost\n1\t:\n")]
    [InlineData("Seq")]
    public async Task A_file_that_is_no_log_is_not_added_to(string text)
    {
        _scratch.File("log", text);
        var result = await Tool.MapAsync("-e", "(int x) => x", _scratch.File("in.txt", "1\n"), "--journal", _scratch.Path("j"), "--resume", "--joblog", Log);

        if (text == "Seq")
        {
            Assert.Equal("1", Assert.Single(Rows())[0]);
            return;
        }

        Assert.Equal((4, "", text), (result.ExitCode, result.Output, _scratch.Read("log")));
        Assert.Equal($"actormap: --joblog: {Log} is no log of a map, to which rows could be added. Name another file; this one is left as it is.\n", result.Error);
    }

    [Fact]
    public async Task The_summary_has_times_and_shares_that_sum_to_one()
    {
        await Tool.MapInputAsync(
            string.Concat(Enumerable.Range(0, 100).Select(i => $"{i}\n")), "-e", "(int x) => { Thread.Sleep(x == 40 ? 300 : 2); return x; }", "-j", "2", "--summary-json", _scratch.Path("summary.json"));

        var summary = JsonDocument.Parse(_scratch.Read("summary.json")).RootElement;
        var times = summary.GetProperty("itemSeconds");
        var quantiles = (double[])[.. ((string[])["p50", "p90", "p99", "max"]).Select(name => times.GetProperty(name).GetDouble())];
        Assert.Equal(quantiles, quantiles.Order());
        Assert.InRange(quantiles[0], 0.0019, 60);
        Assert.InRange(quantiles[3], 0.3, 60);

        var shares = summary.GetProperty("shares").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetDouble());
        Assert.Equal(["encoding", "function", "handOver", "input", "order", "output", "transport"], shares.Keys.Order());
        Assert.Equal(1, shares.Values.Sum(), 3);
        Assert.Equal((0, true), (shares["transport"], shares["function"] > shares["encoding"]));
        Assert.Contains(summary.GetProperty("heldBackBy").GetString()!, shares.Keys);
        Assert.Equal(40, summary.GetProperty("waitedForLongest").GetProperty("index").GetInt32());
    }

    [Fact]
    public async Task The_end_says_what_the_workers_waited_for()
    {
        await using var tool = RunningTool.Map("-e", "(int x) => x", "--progress", "json", "-v", "-j", "2");
        await tool.WriteAsync("1\n");
        Assert.Equal("1", await tool.ReadLineAsync());

        // A line a second: long enough to know that the input is what everybody waits for.
        for (var lines = 0; lines < 3;)
        {
            if ((await tool.ReadErrorLineAsync())!.StartsWith("{\"done\":1", StringComparison.Ordinal)) lines++;
        }

        await tool.SignalAsync("TERM");
        var end = await tool.EndAsync();

        Assert.Contains("held back by the input\n", end.Error, StringComparison.Ordinal);
        Assert.Matches(@"where the workers' time went: input \d+ %", end.Error);
        Assert.Contains("advice: the workers waited for the input: -j 1 would be as fast\n", end.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<long> Items(string[] row)
    {
        var ends = row[8].Split("# items ")[1].Split('-').Select(end => long.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        for (var item = ends[0]; item <= ends[1]; item++) yield return item;
    }

    private string[][] Rows()
    {
        var lines = _scratch.Read("log").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand", lines[0]);
        var rows = lines[1..].Select(line => line.Split('\t')).ToArray();
        Assert.All(rows, row => Assert.Equal(9, row.Length));
        return rows;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
