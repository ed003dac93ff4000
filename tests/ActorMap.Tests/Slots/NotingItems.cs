using System.Diagnostics;
using System.Globalization;
using ActorMap.Messages;
using ActorMap.Slots;
using Xunit;

namespace ActorMap.Tests.Slots;

public sealed class NotingItems : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"actormap-spec-{Guid.NewGuid():N}");
    private readonly SlotBoard _parent;
    private readonly SlotBoard _child;

    public NotingItems()
    {
        _parent = SlotBoard.Create(_path);
        _child = SlotBoard.Open(_path);
    }

    public void Dispose()
    {
        _child.Dispose();
        _parent.Dispose();
        File.Delete(_path);
    }

    [Fact]
    public void What_one_notes_the_other_reads()
    {
        Assert.Empty(_parent.Read());
        var slot = _child.Of(3)!;
        slot.Begin(7, 1, 99);
        Assert.Empty(_parent.Read());
        slot.Run(0);
        Assert.Equal([new NotedItems(7, new IndexRange(0, 1), 99)], _parent.Read());
        slot.Run(long.MaxValue / 2);
        slot.End();
        Assert.Empty(_parent.Read());
    }

    [Fact]
    public void A_process_that_ends_by_itself_says_with_which_code()
    {
        Assert.Null(_parent.Ending);
        _child.Ending = 0;
        Assert.Equal(0, _parent.Ending);
        _child.Ending = 71;
        Assert.Equal(71, _parent.Ending);
        Assert.Empty(_parent.Read());
    }

    [Fact]
    public void The_file_has_its_place_on_the_disk_from_the_start()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var stat = Process.Start(new ProcessStartInfo("stat", ["--format=%b", _path]) { RedirectStandardOutput = true })!;

        // In blocks of 512 bytes. A file with holes has none, or few.
        Assert.InRange(long.Parse(stat.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture) * 512, SlotBoard.Bytes, long.MaxValue);
    }

    [Fact]
    public void A_batch_is_noted_as_a_whole()
    {
        var slot = _child.Of(0)!;
        slot.Begin(1, 20, 0);
        slot.Run(100);
        Assert.Equal([new IndexRange(100, 120)], _parent.Read().Select(noted => noted.Range));
    }

    [Fact]
    public void Notes_outlive_whoever_made_them_and_the_files_name()
    {
        var slot = _child.Of(1)!;
        slot.Begin(1, 1, 0);
        slot.Run(5);
        File.Delete(_path);
        _child.Dispose();
        Assert.Equal([new IndexRange(5, 6)], _parent.Read().Select(noted => noted.Range));
    }

    [Fact]
    public void Slots_of_items_that_wait_are_used_again()
    {
        var first = _child.Rent()!;
        first.Begin(1, 1, 0);
        first.Run(5);
        var second = _child.Rent()!;
        second.Begin(1, 1, 0);
        second.Run(6);
        _child.Return(first);
        Assert.Equal([new IndexRange(6, 7)], _parent.Read().Select(noted => noted.Range));
        Assert.Same(first, _child.Rent());
    }

    [Fact]
    public void There_is_an_end_to_slots()
    {
        Assert.Null(_child.Of(1024));
        for (var given = 1024; given < (1 << 16) - 1; given++) Assert.NotNull(_child.Rent());
        Assert.Null(_child.Rent());
    }
}
