using Xunit;

namespace ActorMap.Tests.Journaling;

/// <summary>A journal belongs to one map.</summary>
public sealed class RefusingOtherMaps : JournalSpec<RefusingOtherMaps>
{
    [Fact]
    public async Task Another_item_is_refused_by_its_index()
    {
        await Within(Plus(Numbers()).ToArrayAsync());
        var items = Numbers();
        items[777]++;
        Assert.Contains("item 777", await RefusalAsync(Plus(items)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_count_is_refused_before_anything_runs()
    {
        await Within(Plus(Numbers()).ToArrayAsync());
        TakeRan();
        Assert.Contains("number of items was 1000, and is 999", await RefusalAsync(Plus(Numbers()[..999])), StringComparison.Ordinal);
        Assert.Empty(TakeRan());
    }

    [Fact]
    public async Task A_source_that_ends_before_the_journal_does_is_refused()
    {
        await Within(Plus(Numbers().Where(_ => true)).ToArrayAsync());
        Assert.Contains("outcomes of 1000 items, and the input has 500", await RefusalAsync(Plus(Numbers().Where(item => item < 500))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_state_is_refused()
    {
        await Within(Plus(Numbers()).ToArrayAsync());
        Assert.Contains("state", await RefusalAsync(Plus(Numbers(), added: 2)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_function_is_refused()
    {
        await Within(Plus(Numbers()).ToArrayAsync());
        Assert.Contains("function was", await RefusalAsync(Pool.Map((int item) => item - 1, Numbers()).With(Journaled)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_results_and_another_seed_are_refused()
    {
        await Within(Plus(Numbers()).ToArrayAsync());
        Assert.Contains("type of results was System.Int32", await RefusalAsync(Pool.Map((int item) => (long)item, Numbers()).With(Journaled)), StringComparison.Ordinal);
        Assert.Contains("seed was 0, and is 5", await RefusalAsync(Plus(Numbers()).With(Journaled with { Seed = 5 })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_journal_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(JournalPath, "my thesis");
        Assert.Contains("is no journal", await RefusalAsync(Plus(Numbers())), StringComparison.Ordinal);
        Assert.Equal("my thesis", await File.ReadAllTextAsync(JournalPath));
    }

    [Fact]
    public async Task Two_maps_at_once_on_one_journal_are_refused()
    {
        await using var first = Plus(Endless()).GetAsyncEnumerator();
        Assert.True(await first.MoveNextAsync());
        Assert.Contains("in use", await RefusalAsync(Plus(Numbers())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Types_that_a_journal_can_not_hold_are_refused_before_anything_runs()
    {
        var query = Pool.Map((int item) => (object)item, Numbers()).With(Journaled);
        await Assert.ThrowsAsync<PayloadException>(() => Within(query.ToArrayAsync()));
        Assert.False(File.Exists(JournalPath));
    }

    [Fact]
    public void A_path_must_be_given() => Assert.Throws<ArgumentException>("path", () => Journal.AtPath(string.Empty));

    private static int[] Numbers() => [.. Enumerable.Range(0, 1000)];

    private static IEnumerable<int> Endless()
    {
        for (var i = 0; ; i++) yield return i;
    }

    private static async Task<string> RefusalAsync<TOut>(MapQuery<int, TOut> query) => (await Assert.ThrowsAsync<JournalException>(() => Within(query.ToArrayAsync()))).Message;

    private MapQuery<int, int> Plus(IEnumerable<int> items, int added = 1) => Pool.Map(
        (int item) =>
        {
            Ran.Enqueue(item);
            return item + added;
        }, items).With(Journaled);
}
