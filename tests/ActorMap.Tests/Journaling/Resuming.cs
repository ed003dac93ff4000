using Xunit;

namespace ActorMap.Tests.Journaling;

/// <summary>A map that was interrupted goes on.</summary>
public sealed class Resuming : JournalSpec<Resuming>
{
    private const int Many = 20_000;

    private static readonly long[] s_squares = [.. Enumerable.Range(0, Many).Select(i => (long)i * i)];

    [Fact]
    public async Task A_finished_map_is_not_run_again()
    {
        Assert.Equal(s_squares, await Within(Squares(Enumerable.Range(0, Many).ToArray()).ToArrayAsync()));
        Assert.Equal(Many, TakeRan().Length);
        Assert.Equal(s_squares, await Within(Squares(Enumerable.Range(0, Many).ToArray()).ToArrayAsync()));
        Assert.Empty(TakeRan());
    }

    [Fact]
    public async Task A_stream_gives_the_same_again_without_running()
    {
        Assert.Equal(s_squares, await Within(ListAsync(Squares(Read(Many)))));
        TakeRan();
        Assert.Equal(s_squares, await Within(ListAsync(Squares(Read(Many)))));
        Assert.Empty(TakeRan());
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.93)]
    [InlineData(0.999)]
    public async Task Wherever_the_journal_was_cut_only_the_rest_is_run(double part)
    {
        await Within(Squares(Read(Many)).ToArrayAsync());
        TakeRan();
        Cut(part);

        Assert.Equal(s_squares, await Within(Squares(Read(Many)).ToArrayAsync()));
        var rest = TakeRan();
        Assert.InRange(rest.Length, 1, Many - 1);
        Assert.Equal(rest.Distinct().Count(), rest.Length);

        Assert.Equal(s_squares, await Within(Squares(Read(Many)).ToArrayAsync()));
        Assert.Empty(TakeRan());
    }

    [Fact]
    public async Task Who_leaves_early_finds_what_was_taken_and_more()
    {
        await foreach (var square in Squares(Read(Many)))
        {
            if (square >= 1_000_000) break;
        }

        var before = TakeRan().ToHashSet();
        Assert.Equal(s_squares, await Within(ListAsync(Squares(Read(Many)))));
        var after = TakeRan();
        Assert.DoesNotContain(after, item => item <= 1000);
        Assert.True(before.Count + after.Length >= Many);
    }

    [Fact]
    public async Task An_item_that_was_cancelled_is_run_again()
    {
        using var stop = new CancellationTokenSource();
        var first = Obedient().ToArrayAsync(stop.Token);
        await s_waits.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Within(first));
        s_mayEnd = true;
        Assert.Equal(Enumerable.Range(1, 100), await Within(Obedient().ToArrayAsync()));
    }

    [Fact]
    public async Task Index_and_random_numbers_are_those_of_an_undisturbed_run()
    {
        MapQuery<int, (long, int)> Query() => Pool.Map((int _, MapContext context) => (context.Index, context.CreateRandom().Next()), Read(2000)).With(Journaled with { Seed = 7 });
        var undisturbed = await Within(Query().ToArrayAsync());
        Cut(0.6);
        Assert.Equal(undisturbed, await Within(Query().ToArrayAsync()));
    }

    [Fact]
    public async Task Texts_in_batches_and_records_asynchronously_come_back_as_they_were()
    {
        MapQuery<string, Answer> Query() => Pool.Map((string text, CancellationToken _) => ValueTask.FromResult(new Answer(text + "\ud83d", text.Length, [1.5, double.NaN])), Read(3000).Select(i => $"text {i}"))
            .With(Journaled with { Concurrency = 4, ChunkSize = 7 });
        var undisturbed = await Within(Query().ToArrayAsync());
        Cut(0.4);
        var resumed = await Within(Query().ToArrayAsync());
        Assert.Equal(undisturbed.Select(answer => (answer.Text, answer.Length)), resumed.Select(answer => (answer.Text, answer.Length)));
        Assert.Equal(undisturbed.Select(answer => answer.Numbers), resumed.Select(answer => answer.Numbers));
    }

    [Fact]
    public async Task As_they_complete_each_comes_once()
    {
        await Within(Squares(Read(Many)).ToArrayAsync());
        Cut(0.5);
        var outcomes = await Within(ListAsync(Squares(Read(Many)).AsCompleted()));
        Assert.Equal(s_squares, outcomes.OrderBy(outcome => outcome.Index).Select(outcome => outcome.Value));
    }

    [Fact]
    public async Task Items_that_the_function_changes_are_known_again()
    {
        MapQuery<int[], int> Query() => Pool.Map((int[] item) => item[0]++, Enumerable.Range(0, 500).Select(i => new[] { i })).With(Journaled);
        await Within(Query().ToArrayAsync());
        Assert.Equal(Enumerable.Range(0, 500), await Within(Query().ToArrayAsync()));
    }

    private static readonly TaskCompletionSource s_waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static volatile bool s_mayEnd;

    private MapQuery<int, int> Obedient() => Pool.Map(
        (int item, MapContext context) =>
        {
            if (item == 50 && !s_mayEnd)
            {
                s_waits.TrySetResult();
                context.CancellationToken.WaitHandle.WaitOne();
                context.CancellationToken.ThrowIfCancellationRequested();
            }

            return item + 1;
        }, Enumerable.Range(0, 100).ToArray()).With(Journaled);

    private MapQuery<int, long> Squares(IEnumerable<int> items) => Pool.Map(
        (int item) =>
        {
            Ran.Enqueue(item);
            return (long)item * item;
        }, items).With(Journaled with { MaxInFlight = 1000 });

    /// <summary>A source that is read: nothing tells its length.</summary>
    private static IEnumerable<int> Read(int count)
    {
        for (var i = 0; i < count; i++) yield return i;
    }

    private void Cut(double part)
    {
        using var file = File.OpenWrite(JournalPath);
        file.SetLength((long)(file.Length * part));
    }

    private sealed record Answer(string Text, int Length, double[] Numbers);
}
