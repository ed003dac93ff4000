using ActorMap.Jobs;
using ActorMap.Sources;
using ActorMap.Threading;
using Xunit;

namespace ActorMap.Tests.Threading;

/// <summary>The caller's source and handlers see what flows with the caller, whichever thread an actor has that starts them.</summary>
public sealed class FlowingWithTheCaller
{
    private static readonly AsyncLocal<string?> Local = new();
    private readonly TaskCompletionSource<string?> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_sequence_is_read_in_it() => Assert.Equal("caller", await SeenAsync(() => Source<int>.Of(Look()).Open(null)));

    [Fact]
    public async Task An_asynchronous_sequence_too() => Assert.Equal("caller", await SeenAsync(() => Source<int>.Of(LookAsync()).Open(null)));

    [Fact]
    public async Task So_is_progress_told()
    {
        Local.Value = "caller";
        var reporter = new ProgressReporter(new Handler(() => _seen.TrySetResult(Local.Value)), new CallersContext(), _ => { });

        Elsewhere(() => reporter.Report(default!));

        Assert.Equal("caller", await _seen.Task.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Nothing_flows_where_the_caller_lets_nothing_flow()
    {
        ItemSource<int> source;
        Local.Value = "caller";
        using (ExecutionContext.SuppressFlow()) source = Source<int>.Of(Look()).Open(null);

        Elsewhere(() => Start(source));

        Assert.NotEqual("caller", await _seen.Task.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    private async Task<string?> SeenAsync(Func<ItemSource<int>> open)
    {
        Local.Value = "caller";
        var source = open();
        Elsewhere(() => Start(source));
        return await _seen.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static void Start(ItemSource<int> source)
    {
        source.Start(() => { });
        source.ReadTo(1, 1);
    }

    private static void Elsewhere(Action act)
    {
        var thread = new Thread(() =>
        {
            Local.Value = "somebody else";
            act();
        });
        thread.UnsafeStart();
        thread.Join();
    }

    private IEnumerable<int> Look()
    {
        _seen.TrySetResult(Local.Value);
        yield return 1;
    }

    private async IAsyncEnumerable<int> LookAsync()
    {
        await Task.Yield();
        _seen.TrySetResult(Local.Value);
        yield return 1;
    }

    private sealed class Handler(Action act) : IProgress<MapProgress>
    {
        public void Report(MapProgress value) => act();
    }
}
