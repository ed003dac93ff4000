using ActorMap.Node.Arguments;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Watch;

/// <summary>Chooses how progress is shown. Off a terminal it is not, unless asked for: logs stay short. What is asked for is a line now and then, as nothing can be written over there.</summary>
internal static class ProgressViews
{
    internal static readonly TimeSpan PlainEvery = TimeSpan.FromSeconds(10), JsonEvery = TimeSpan.FromSeconds(1);

    internal static ProgressStyle Style(MapRequest request, bool isTerminal, bool canErase) => request switch
    {
        { Quiet: true } => ProgressStyle.None,
        { Progress: ProgressStyle.Auto } => !isTerminal ? ProgressStyle.None : canErase ? ProgressStyle.Bar : ProgressStyle.Plain,
        { Progress: ProgressStyle.Bar } => isTerminal && canErase ? ProgressStyle.Bar : ProgressStyle.Plain,
        _ => request.Progress,
    };

    internal static IAsyncDisposable Start(MapRequest request, RunTotals totals)
    {
        return Style(request, Streams.ErrorIsTerminal, ProgressBarView.CanErase) switch
        {
            ProgressStyle.Bar => new ProgressBarView(request.Color, totals, TimeProvider.System),
            ProgressStyle.Plain => new ProgressLines(totals, ProgressText.Plain, PlainEvery, Notices.Tell, TimeProvider.System),
            ProgressStyle.Json => new ProgressLines(totals, ProgressText.Json, JsonEvery, Notices.Tell, TimeProvider.System),
            _ => new NoProgress(),
        };
    }

    private sealed class NoProgress : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
