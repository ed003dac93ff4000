using ActorMap.Chunks;
using Xunit;

namespace ActorMap.Tests.Chunks;

/// <summary>What becomes of buffers that come back.</summary>
public sealed class RecyclingBuffers
{
    // No other spec has arrays of this type, so the shared pool's are this spec's own.
    private readonly Recycler<Number> _buffers = new(1 << 20);

    [Fact]
    public void A_buffer_that_comes_back_is_given_to_the_next_that_needs_its_length()
    {
        var buffer = _buffers.Rent(1000);
        Assert.InRange(buffer.Length, 1000, 2000);
        _buffers.Return(buffer);
        Assert.NotSame(buffer, _buffers.Rent(60));
        Assert.Same(buffer, _buffers.Rent(600));
        Assert.NotSame(buffer, _buffers.Rent(600));
    }

    [Fact]
    public void A_spare_buffer_of_eight_times_the_length_is_better_than_a_new_one()
    {
        var buffer = _buffers.Rent(1024);
        _buffers.Return(buffer);
        Assert.Same(buffer, _buffers.Rent(128));
    }

    [Fact]
    public async Task A_buffer_may_come_back_from_another_thread()
    {
        var rented = Enumerable.Range(0, 100).Select(_ => _buffers.Rent(64)).ToHashSet();
        await Task.Run(() => { foreach (var buffer in rented) _buffers.Return(buffer); });
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Contains(_buffers.Rent(64), rented));
    }

    [Fact]
    public void Buffers_of_a_length_that_is_out_of_use_make_room()
    {
        var longer = _buffers.Rent(1 << 18);
        var shorter = _buffers.Rent(1 << 10);
        _buffers.Return(longer);
        _buffers.Return(shorter);
        Assert.Same(shorter, _buffers.Rent(1 << 10));
    }

    [Fact]
    public void What_is_spare_holds_on_to_nothing()
    {
        var buffers = new Recycler<object>(1 << 20);
        var buffer = buffers.Rent(16);
        buffer[3] = new object();
        buffers.Return(buffer);
        Assert.Null(buffers.Rent(16)[3]);
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(17, 32)]
    [InlineData(1 << 30, 1 << 30)]
    [InlineData((1 << 30) + 1, (1 << 30) + 1)]
    [InlineData(int.MaxValue, 0x7FFFFFC7)]
    public void No_buffer_is_longer_than_an_array_may_be(int length, int size) => Assert.Equal(size, Recycler<Number>.SizeFor(length));

    private readonly record struct Number(int Value);
}
