using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Watch;

/// <summary>Chooses how progress is shown. Off a terminal it is not, unless asked for: logs stay short.</summary>
internal static class ProgressViews
{
    internal static IAsyncDisposable Start(MapRequest request, RunTotals totals)
    {
        var style = request.Progress;
        if (style == ProgressStyle.Auto) style = Streams.ErrorIsTerminal ? ProgressStyle.Bar : ProgressStyle.None;
        if (style == ProgressStyle.Bar && !ProgressBarView.CanErase) style = ProgressStyle.Plain;
        if (request.Quiet) style = ProgressStyle.None;
        return style switch
        {
            ProgressStyle.Bar => new ProgressBarView(request.Color, totals, TimeProvider.System),
            ProgressStyle.Plain => new ProgressLines(totals, ProgressText.Plain, TimeSpan.FromSeconds(10), TimeProvider.System),
            ProgressStyle.Json => new ProgressLines(totals, ProgressText.Json, TimeSpan.FromSeconds(1), TimeProvider.System),
            _ => new NoProgress(),
        };
    }

    private sealed class NoProgress : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
