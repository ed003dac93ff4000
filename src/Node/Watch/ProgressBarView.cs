using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Watch;

/// <summary>One line at the terminal's end. It comes after a moment: a short map shows none.</summary>
internal sealed class ProgressBarView : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(0.1);

    private readonly RunTotals _totals;
    private readonly bool _colored;
    private readonly ITimer _timer;

    internal ProgressBarView(ColorChoice color, RunTotals totals, TimeProvider time)
    {
        _totals = totals;
        _colored = color == ColorChoice.Always || (color == ColorChoice.Auto && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
        _timer = time.CreateTimer(_ => Screen.Show(ProgressBar.Line(_totals.Read(), TerminalSize.Columns(), _colored)), null, Patience, Redraw);
    }

    /// <summary>Whether a line can be taken back on this terminal.</summary>
    internal static bool CanErase => OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    public async ValueTask DisposeAsync()
    {
        // Waits for a drawing that is under way.
        await _timer.DisposeAsync();
        Screen.Hide();
    }
}
