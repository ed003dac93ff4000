using System.Globalization;
using ActorMap.Node.Tests.Support;
using Xunit;

namespace ActorMap.Node.Tests.Commands;

/// <summary>What a person sees: the tool on a pseudo-terminal, which util-linux' <c>script</c> makes.</summary>
public sealed class TerminalSpecs : IDisposable
{
    // Long enough for a progress line, which comes after half a second.
    private const int Many = 160;
    private const string Slow = "(int x) => { Thread.Sleep(15); return x; }";

    private readonly Scratch _scratch = new();
    private readonly string _input;

    public TerminalSpecs() => _input = _scratch.File("in.txt", string.Concat(Enumerable.Range(1, Many).Select(i => $"{i}\n")));

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(40)]
    [InlineData(200)]
    public async Task Progress_is_one_line_that_fits_and_is_gone_at_the_end(int columns)
    {
        var screen = new ScreenText(await OnTerminalAsync(columns, $"\"$actormap\" map -e '{Slow}' in.txt -j 2 > out.txt"), columns);

        Assert.NotEmpty(screen.Frames);
        Assert.All(screen.Frames, frame => Assert.InRange(frame.Length, 1, columns - 1));
        Assert.Matches(columns == 200 ? @"^━+ *\d+ items, \d+ %, \d+/s.*, 2 workers$" : @"^\d+ items, \d+ %", screen.Frames[^1]);
        Assert.Empty(screen.Odd);
        Assert.StartsWith($"{Many} items in ", screen.Rows[0], StringComparison.Ordinal);
        Assert.DoesNotContain(screen.Rows, row => row.Contains('━'));
        Assert.Equal(Many, _scratch.Read("out.txt").Count(one => one == '\n'));
    }

    [Fact]
    public async Task Progress_is_never_ahead_of_what_is_done()
    {
        var screen = new ScreenText(await OnTerminalAsync(200, $"\"$actormap\" map -e '{Slow}' in.txt -j 1 > out.txt"), 200);

        foreach (var frame in screen.Frames)
        {
            var words = frame[(frame.LastIndexOf('━') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[3].StartsWith('%')) Assert.InRange(int.Parse(words[2], CultureInfo.InvariantCulture), 0, 100 * int.Parse(words[0], CultureInfo.InvariantCulture) / Many);
        }
    }

    [Fact]
    public async Task Results_on_the_terminal_and_what_the_function_prints_do_not_run_into_the_progress_line()
    {
        var prints = "(int x) => { Thread.Sleep(15); if (x % 40 == 0) Console.Error.WriteLine($\"at {x}\"); return x; }";
        var screen = new ScreenText(await OnTerminalAsync(80, $"\"$actormap\" map -e '{prints}' in.txt -j 2"), 80);

        Assert.NotEmpty(screen.Frames);
        Assert.Equal(Enumerable.Range(1, Many).Select(i => $"{i}"), screen.Rows.Where(row => row.Length > 0 && row.All(char.IsAsciiDigit)));
        Assert.Equal(4, screen.Rows.Count(row => row.StartsWith("at ", StringComparison.Ordinal)));
        Assert.DoesNotContain(screen.Rows, row => row.Contains('━') || row.Contains("left", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NO_COLOR=1", "", false)]
    [InlineData("NO_COLOR=1", "--color always", true)]
    [InlineData("X=1", "--color never", false)]
    [InlineData("X=1", "", true)]
    public async Task Colors_are_as_asked(string variable, string option, bool colored)
    {
        var written = await OnTerminalAsync(100, $"{variable} \"$actormap\" map -e '{Slow}' in.txt {option} > out.txt");

        Assert.Contains("━", written, StringComparison.Ordinal);
        Assert.Equal(colored, written.Contains("\e[33m", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_terminal_that_can_erase_nothing_gets_plain_lines()
    {
        var written = await OnTerminalAsync(40, $"TERM=dumb \"$actormap\" map -e '{Slow}' in.txt > out.txt");

        Assert.DoesNotContain('\e', written);
        Assert.Contains($"actormap: {Many} items, 100 %", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_said()
    {
        var result = await Tool.BashAsync($"\"$actormap\" map -e '{Slow}' in.txt > out.txt", _scratch.Folder);

        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Ctrl_C_takes_the_line_away_and_says_how_to_go_on()
    {
        // Minutes of work: it is not over before it is stopped, however busy the machine.
        _scratch.File("long.txt", string.Concat(Enumerable.Range(1, 100 * Many).Select(i => $"{i}\n")));
        var script = $"set -m; \"$actormap\" map -e '{Slow}' long.txt -j 1 --journal j -o out.txt & sleep 0.1; until test -s out.txt; do sleep 0.05; done; kill -INT $!; wait $!; echo code $?";
        var screen = new ScreenText(await OnTerminalAsync(200, script), 200);

        Assert.Contains("code 130", screen.Rows);
        Assert.Contains(screen.Rows, row => row.EndsWith($"To go on: actormap map --resume -e '{Slow}' long.txt -j 1 --journal j -o out.txt", StringComparison.Ordinal));
        Assert.DoesNotContain(screen.Rows, row => row.Contains('━'));
    }

    /// <summary>All that was written to a terminal so wide.</summary>
    private async Task<string> OnTerminalAsync(int columns, string command)
    {
        _scratch.File("run.sh", $"stty cols {columns} rows 50\n{command}\n");
        var result = await Tool.BashAsync("TERM=xterm script -qec 'bash run.sh' /dev/null < /dev/null", _scratch.Folder);
        return result.Output;
    }
}
