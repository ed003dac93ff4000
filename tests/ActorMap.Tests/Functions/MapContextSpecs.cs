using CsCheck;
using Xunit;

namespace ActorMap.Tests.Functions;

public sealed class MapContextSpecs
{
    [Fact]
    public void The_default_context_is_enough_to_call_a_function_in_a_test()
    {
        MapContext context = default;
        Assert.Equal((0L, 1, 0, "none"), (context.Index, context.Attempt, context.Worker.Number, context.Worker.Node));
        Assert.False(context.CancellationToken.CanBeCanceled);
        Assert.Equal(context.CreateRandom().NextInt64(), context.CreateRandom().NextInt64());
    }

    [Fact]
    public void A_context_travels_in_two_registers() => Assert.Equal(16, System.Runtime.CompilerServices.Unsafe.SizeOf<MapContext>());

    [Fact]
    public void Random_numbers_stay_the_same_from_release_to_release()
    {
        var random = new ItemRandom(42, 7);
        Assert.Equal("16639601982088866954 0.46306 0 -6", string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{(ulong)random.NextInt64(long.MinValue, long.MaxValue) + (1UL << 63)} {random.NextDouble():F5} {random.Next(100)} {random.Next(-10, 10)}"));
    }

    [Fact]
    public void Random_numbers_are_within_their_limits() => Gen.Select(Gen.Int, Gen.Long, Gen.Int, Gen.Int).Sample((seed, index, a, b) =>
    {
        var random = new ItemRandom(seed, index);
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        var next = random.Next(low, high);
        var real = random.NextDouble();
        var single = random.NextSingle();
        return (low == high ? next == low : next >= low && next < high) && real is >= 0 and < 1 && single is >= 0 and < 1 && random.Next() >= 0;
    });

    [Fact]
    public void Neighbouring_items_and_seeds_have_different_numbers()
    {
        var firsts = Enumerable.Range(0, 300).SelectMany(seed => Enumerable.Range(0, 300).Select(index => new ItemRandom(seed, index).NextInt64()));
        Assert.Equal(90_000, firsts.Distinct().Count());
    }

    [Fact]
    public void Bytes_are_filled_to_the_last()
    {
        var random = new ItemRandom(1, 1);
        var zeros = Enumerable.Range(0, 200).Select(_ =>
        {
            var bytes = new byte[13];
            random.NextBytes(bytes);
            return bytes[12];
        });
        Assert.True(zeros.Distinct().Count() > 50);
    }

    [Fact]
    public void Wrong_limits_are_refused()
    {
        var random = new ItemRandom(0, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt64(2, 1));
        Assert.Equal(5, random.Next(5, 5));
    }
}
