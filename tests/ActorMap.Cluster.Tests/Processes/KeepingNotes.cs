using ActorMap.Cluster.Processes;
using ActorMap.Slots;
using Xunit;

namespace ActorMap.Cluster.Tests.Processes;

/// <summary>Where a process notes what it runs: the one that started it reads it when the process is dead.</summary>
public sealed class KeepingNotes
{
    [Fact]
    public void Notes_are_read_by_the_parent_and_no_file_is_left()
    {
        var slots = ProcessSlots.Create();
        if (OperatingSystem.IsLinux()) Assert.StartsWith("/proc/", slots.Path, StringComparison.Ordinal);
        using (var child = SlotBoard.Open(slots.Path))
        {
            slots.Hide();
            var slot = child.Of(5)!;
            slot.Begin(1, 1, 0);
            slot.Run(42);
            var waiting = child.Rent()!;
            waiting.Begin(1, 1, 0);
            waiting.Run(77);
            Assert.Equal([42L, 77L], slots.Read().Select(noted => noted.Range.Start));
            Assert.Null(slots.Ending);
            child.Ending = 71;
        }

        Assert.Equal(71, slots.Ending);
        Assert.Equal([42L, 77L], slots.Read().Select(noted => noted.Range.Start));
        slots.Dispose();
        Assert.Null(slots.Ending);
        Assert.Empty(slots.Read());
        Assert.False(File.Exists(slots.Path));
    }
}
