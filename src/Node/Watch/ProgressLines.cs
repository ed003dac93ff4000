namespace ActorMap.Node.Watch;

/// <summary>A line now and then, and a last one that is exact.</summary>
internal sealed class ProgressLines : IAsyncDisposable
{
    private readonly RunTotals _totals;
    private readonly Func<RunCounts, string> _format;
    private readonly Action<string> _tell;
    private readonly ITimer _timer;

    internal ProgressLines(RunTotals totals, Func<RunCounts, string> format, TimeSpan every, Action<string> tell, TimeProvider time)
    {
        (_totals, _format, _tell) = (totals, format, tell);
        _timer = time.CreateTimer(_ => Show(), null, every, every);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        Show();
    }

    private void Show() => _tell(_format(_totals.Read()));
}
