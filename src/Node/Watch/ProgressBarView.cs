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
        var console = Terminal.Create(color);
        var progress = console.Progress().AutoClear(true).HideCompleted(true);
        progress.RefreshRate = Redraw;
        await progress.Columns(Columns(totals)).StartAsync(async context =>
        {
            var task = context.AddTask(string.Empty, maxValue: 1);
            task.IsIndeterminate = totals.Read().Fraction is null;
            notices.Through = text => console.Write(new Text(text));
            do
            {
                var counts = totals.Read();
                task.Description = Markup.Escape(ProgressText.Short(counts));
                task.Value = Math.Min(counts.Fraction ?? 0, 0.999);
            }
            while (!await EndsWithinAsync(Redraw, time));
            notices.Through = null;
        });
    }

    private static ProgressColumn[] Columns(RunTotals totals) =>
        totals.Read().Fraction is null ? [new SpinnerColumn(), Words()] : [new ProgressBarColumn { Width = 20 }, Words()];

    private static TaskDescriptionColumn Words() => new() { Alignment = Justify.Left };

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
