using System.Globalization;
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
    public async Task A_function_reads_and_writes_numbers_as_the_code_that_started_the_map()
    {
        await using var pool = await MapPool.StartAsync(new PoolOptions { Workers = 2 });
        var items = Enumerable.Range(0, 100).ToArray();
        var own = CultureInfo.CurrentCulture;
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Pointed("|"), Pointed("/"));
        Assert.All(await pool.Map((int _) => Numbers(), items).With(new MapOptions { ChunkSize = 1 }), number => Assert.Equal("1|5 1/5", number));
        Assert.All(await pool.Map(async (int _) => { var before = Numbers(); await Task.Yield(); return $"{before}, {Numbers()}"; }, items), number => Assert.Equal("1|5 1/5, 1|5 1/5", number));
        var built = MapFunction.PerWorker(_ => Numbers(), (string state, int _) => state);
        Assert.All(await pool.Map(built, items), number => Assert.Equal("1|5 1/5", number));

        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (own, own);
        Assert.All(await pool.Map((int _) => 1.5.ToString(CultureInfo.CurrentCulture), items), number => Assert.Equal(1.5.ToString(own), number));
    }

    [Fact]
    public void A_culture_of_another_process_is_known_by_its_name_and_one_that_is_not_known_is_this_processs_own()
    {
        CultureInfo.CurrentCulture = Pointed("|");
        Assert.Equal(new CallersCulture(CultureInfo.CurrentCulture, CultureInfo.InvariantCulture), CallersCulture.Named("of nobody's", CultureInfo.InvariantCulture.Name));
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

    private static string Numbers() => 1.5.ToString(CultureInfo.CurrentCulture) + " " + 1.5.ToString(CultureInfo.CurrentUICulture);

    private static CultureInfo Pointed(string separator)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = separator;
        return culture;
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
