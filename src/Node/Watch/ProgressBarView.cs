using ActorMap.Node.Arguments;
using Spectre.Console;

namespace ActorMap.Node.Watch;

/// <summary>One line at the terminal's end, drawn by Spectre on stderr. It comes after a moment: a short map shows none, and loads nothing for it.</summary>
internal sealed class ProgressBarView : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(0.1);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _shown;

    internal ProgressBarView(ColorChoice color, RunTotals totals, Notices notices, TimeProvider time) =>
        _shown = Task.Run(() => ShowAsync(color, totals, notices, time));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _shown;
        _end.Dispose();
    }

    private async Task ShowAsync(ColorChoice color, RunTotals totals, Notices notices, TimeProvider time)
    {
        if (await EndsWithinAsync(Patience, time)) return;
        try
        {
            await DrawAsync(Terminal.Create(color), totals, notices, time);
        }
        catch (Exception error)
        {
            // A terminal that can't be drawn on is no reason to lose a map.
            notices.Through = null;
            notices.Note($"progress can't be shown: {error.Message} Choose another --progress.");
        }
    }

    private async Task DrawAsync(IAnsiConsole console, RunTotals totals, Notices notices, TimeProvider time)
    {
        var line = ProgressBarLine.Draw(totals.Read());
        await console.Live(line).AutoClear(true).Overflow(VerticalOverflow.Crop).StartAsync(async context =>
        {
            notices.Through = text => console.Write(new Text(text));
            do context.UpdateTarget(ProgressBarLine.Draw(totals.Read()));
            while (!await EndsWithinAsync(Redraw, time));
            notices.Through = null;
        });
    }

    private async Task<bool> EndsWithinAsync(TimeSpan span, TimeProvider time)
    {
        try
        {
            await Task.Delay(span, time, _end.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
