using Xunit;

namespace ActorMap.Tests.Journaling;

/// <summary>A disk that fails stops the map, and what is durable stays.</summary>
public sealed class FailingDisks : JournalSpec<FailingDisks>
{
    private const int Many = 50_000;

    [Fact]
    public async Task A_full_disk_is_told_and_with_room_the_map_goes_on()
    {
        var bytes = new MemoryStream();
        var error = await Assert.ThrowsAsync<JournalException>(() => Within(Query(bytes, room: 100_000).ToArrayAsync()));
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        TakeRan();

        Assert.Equal(Enumerable.Range(0, Many), await Within(Query(bytes, long.MaxValue).ToArrayAsync()));
        Assert.InRange(TakeRan().Length, 1, Many - 1);
    }

    [Fact]
    public async Task What_a_reader_was_given_before_the_disk_was_full_is_durable()
    {
        var bytes = new MemoryStream();
        var given = new List<int>();
        await Assert.ThrowsAsync<JournalException>(async () =>
        {
            await foreach (var value in Query(bytes, room: 200_000)) given.Add(value);
        });
        TakeRan();
        await Within(Query(bytes, long.MaxValue).ToArrayAsync());
        Assert.DoesNotContain(TakeRan(), item => item < given.Count);
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_told()
    {
        var options = new MapOptions { Journal = Journal.AtPath(Path.Combine(JournalPath, "none", "job.journal")) };
        var error = await Assert.ThrowsAsync<JournalException>(() => Within(Pool.Map((int item) => item, Enumerable.Range(0, 10)).With(options).ToArrayAsync()));
        Assert.Contains("can't be opened", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Of the kernel's own files not even root may make one; where there are none, the directory is not there, which is told in the same way.</summary>
    [Fact]
    public async Task A_directory_that_may_only_be_read_is_told()
    {
        const string path = "/sys/actormap.journal";
        var options = new MapOptions { Journal = Journal.AtPath(path) };
        var error = await Assert.ThrowsAsync<JournalException>(() => Within(Pool.Map((int item) => item, Enumerable.Range(0, 10)).With(options).ToArrayAsync()));
        Assert.Contains("can't be opened for writing", error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("may be written to", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_is_told_as_one()
    {
        var folder = Path.GetDirectoryName(JournalPath)!;
        var options = new MapOptions { Journal = Journal.AtPath(folder) };
        var error = await Assert.ThrowsAsync<JournalException>(() => Within(Pool.Map((int item) => item, Enumerable.Range(0, 10)).With(options).ToArrayAsync()));
        Assert.EndsWith($"{folder} is a directory. Name a file in it.", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Read()
    {
        for (var i = 0; i < Many; i++) yield return i;
    }

    private MapQuery<int, int> Query(MemoryStream bytes, long room) => Pool.Map(
        (int item) =>
        {
            Ran.Enqueue(item);
            return item;
        }, Read()).With(new MapOptions { Journal = Journal.AtPath("memory").Over(_ => new MemoryStorage(bytes, room)), MaxInFlight = 1000 });
}
