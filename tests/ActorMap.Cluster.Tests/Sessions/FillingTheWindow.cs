using ActorMap.Cluster.Sessions;
using CsCheck;
using Xunit;

namespace ActorMap.Cluster.Tests.Sessions;

/// <summary>How much of a job a node has at once.</summary>
public sealed class FillingTheWindow
{
    [Fact]
    public void Nothing_is_known_at_first_so_each_slot_gets_one_item()
    {
        var window = new ParcelWindow(3, null);
        for (var slot = 0; slot < 3; slot++)
        {
            Assert.Equal(1, window.Next());
            window.Sent(1, 8);
        }

        Assert.Equal(0, window.Next());
    }

    [Fact]
    public void Long_items_are_sent_when_a_slot_is_free_for_them()
    {
        var window = new ParcelWindow(2, null);
        window.Measured(1, TimeSpan.FromSeconds(1));
        window.Sent(2, 16);
        Assert.Equal(0, window.Next());
        window.Answered(1, 8);
        Assert.Equal(1, window.Next());
    }

    [Fact]
    public void One_item_that_was_quick_is_not_answered_by_a_million()
    {
        var window = new ParcelWindow(1, null);
        window.Sent(1, 8);
        window.Measured(1, TimeSpan.Zero);
        window.Answered(1, 8);
        Assert.Equal(8, window.Next());
    }

    [Theory]
    [InlineData(0.1, 40)]
    [InlineData(2, 100)]
    [InlineData(60, 150)]
    public void The_longer_a_job_the_longer_its_parcels(double worked, int length)
    {
        var window = new ParcelWindow(1, null);
        window.Sent(500, 4_000);
        window.Measured((long)(worked * 1_000), TimeSpan.FromSeconds(worked));
        window.Answered(500, 4_000);
        Assert.Equal(length, window.Next());
    }

    [Fact]
    public void Items_of_megabytes_go_one_by_one()
    {
        var window = new ParcelWindow(1, null);
        window.Measured(1, TimeSpan.Zero);
        window.Sent(1, 5 << 20);
        Assert.Equal(0, window.Next());
        window.Answered(1, 5 << 20);
        Assert.Equal(1, window.Next());
    }

    [Fact]
    public void What_is_hardly_worth_a_message_is_short_once_every_slot_has_something_to_do()
    {
        var window = new ParcelWindow(2, null);
        window.Sent(2, 16);
        Assert.False(window.IsShort(1));
        window.Measured(1, TimeSpan.FromMicroseconds(10));
        Assert.True(window.IsShort(99));
        Assert.False(window.IsShort(101));
        window.Answered(1, 8);
        Assert.False(window.IsShort(1));
    }

    [Fact]
    public void Chunks_of_an_exact_length_go_as_they_are_and_one_is_ahead()
    {
        var window = new ParcelWindow(2, 10);
        for (var chunk = 0; chunk < 3; chunk++)
        {
            Assert.Equal(10, window.Next());
            window.Sent(10, 80);
        }

        Assert.Equal(0, window.Next());
    }

    [Fact]
    public void Whatever_happens_the_bytes_in_flight_are_bounded_and_the_window_opens_again() =>
        Gen.Select(Gen.Int[1, 64], Gen.Int[0, 5_000], Gen.Int[1, 100_000], Gen.Int[1, 1_000]).Array[1, 100].Sample(steps =>
        {
            var window = new ParcelWindow(steps[0].Item1, null);
            var sent = new Queue<(int Items, long Bytes)>();
            foreach (var (_, microseconds, bytesPerItem, _) in steps)
            {
                while (window.Next() is > 0 and var items)
                {
                    Assert.True(window.Bytes < ParcelWindow.MostBytes);
                    sent.Enqueue((items, (long)items * bytesPerItem));
                    window.Sent(items, (long)items * bytesPerItem);
                    Assert.True(sent.Count < 100_000);
                }

                if (!sent.TryDequeue(out var oldest)) continue;
                window.Measured(oldest.Items, TimeSpan.FromMicroseconds(microseconds) * oldest.Items);
                window.Answered(oldest.Items, oldest.Bytes);
            }

            while (sent.TryDequeue(out var parcel)) window.Answered(parcel.Items, parcel.Bytes);
            Assert.Equal((0L, 0L), (window.Items, window.Bytes));
            Assert.True(window.Next() > 0);
        }, iter: 200);
}
