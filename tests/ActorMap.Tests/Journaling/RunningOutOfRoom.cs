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
}
