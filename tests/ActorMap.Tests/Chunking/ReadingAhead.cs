using ActorMap.Chunking;
using Xunit;

namespace ActorMap.Tests.Chunking;

/// <summary>How many items may be between the source and the consumer.</summary>
public sealed class ReadingAhead
{
    private const long Mebibyte = 1 << 20;

    private readonly ReadAhead _ahead = new(null, ReadAhead.DefaultBytes);

    [Fact]
    public void The_users_number_is_the_number() => Assert.Equal(3, new ReadAhead(3, 1).Items(0.1, 100, 64, Mebibyte));

    [Fact]
    public void Before_anything_is_measured_every_worker_has_a_chunk_and_a_next_one() => Assert.Equal(9 * 10, _ahead.Items(null, 10, 4, 8));

    [Fact]
    public void Half_a_second_of_work_is_read_ahead() => Assert.Equal(4 * 500, _ahead.Items(0.001, 10, 4, 8));

    [Fact]
    public void Items_that_take_no_time_do_not_make_it_endless() => Assert.Equal(ReadAhead.DefaultBytes / 8, _ahead.Items(1e-300, 10, 4, 8));

    [Fact]
    public void Large_items_are_bounded_by_their_bytes() => Assert.Equal(ReadAhead.DefaultBytes / Mebibyte, _ahead.Items(1e-6, 10, 4, Mebibyte));

    [Fact]
    public void However_large_the_items_every_worker_has_one_and_one_is_next() => Assert.Equal(65, _ahead.Items(10, 100, 64, 100 * Mebibyte));

    [Fact]
    public void Items_of_no_size_are_taken_for_a_byte() => Assert.Equal(ReadAhead.DefaultBytes, _ahead.Items(1e-9, 1, 4, 0));
}
