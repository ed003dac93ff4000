using ActorMap.Aggregation;
using ActorMap.Functions;
using Xunit;
using Wide = ActorMap.Tests.Eight<ActorMap.Tests.Eight<ActorMap.Tests.Eight<ActorMap.Tests.Eight<long>>>>;

namespace ActorMap.Tests.Journaling;

/// <summary>A map whose results there is no room for ends with that, and leaves nothing behind.</summary>
public sealed class RunningOutOfRoom : JournalSpec<RunningOutOfRoom>
{
    [Fact]
    public async Task A_map_that_can_not_begin_for_want_of_room_leaves_its_journal_to_the_next()
    {
        await Assert.ThrowsAsync<OutOfMemoryException>(() => Within(Pool.Map((byte _) => default(Wide), new byte[1 << 25]).With(Journaled).ToArrayAsync()));
        Assert.Equal(new[] { 2, 3 }, await Within(Pool.Map((byte item) => item + 1, new byte[] { 1, 2 }).With(Journaled).ToArrayAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_map_ends_with_what_its_consumer_has_no_room_for_and_the_program_goes_on(bool journaled)
    {
        var query = Pool.Map((int item) => item, Enumerable.Range(0, 1000).Where(item => item >= 0)).With(journaled ? Journaled : new MapOptions());
        var full = new Full();
        query.Start(query.CreateWork(Delivery.Values), full);
        Assert.Same(full.Error, await Within(full.Ended));
        Assert.Equal(new[] { 1 }, await Within(Pool.Map((int item) => item, new[] { 1 }).With(journaled ? new MapOptions { Journal = Journal.AtPath($"{JournalPath}.next") } : new MapOptions()).ToArrayAsync()));
    }

    private sealed class Full : Outlet
    {
        private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ActorMapException Error { get; } = new("There is no room.");

        public Task<Exception?> Ended => _ended.Task;

        public override bool IsPaced => false;

        public override void Put(Piece piece) => throw Error;

        public override void End(Exception? error) => _ended.TrySetResult(error);
    }
}
