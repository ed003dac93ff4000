using System.Numerics;
using System.Runtime.InteropServices;

namespace ActorMap;

/// <summary>
/// xoshiro256** (Blackman and Vigna, 2018), seeded through SplitMix64 (Steele, Lea and Flood, 2014) from a seed and an index.
/// Written out, and not <see cref="Random(int)"/>, because 31 bits of seed make items collide (one pair in 65,000 items) and
/// because its sequence must not change with the framework.
/// </summary>
internal sealed class ItemRandom : Random
{
    private ulong _s0, _s1, _s2, _s3;

    internal ItemRandom(int seed, long index)
    {
        // Two rounds: the seed chooses a stream start, the index a point far away in it.
        var x = unchecked((ulong)(uint)seed);
        x = SplitMix(ref x) ^ unchecked((ulong)index * 0x9E3779B97F4A7C15UL);
        _s0 = SplitMix(ref x);
        _s1 = SplitMix(ref x);
        _s2 = SplitMix(ref x);
        _s3 = SplitMix(ref x);
    }

    public override int Next() => Next(int.MaxValue);

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return maxValue == 0 ? 0 : (int)Below((ulong)maxValue);
    }

    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue == maxValue ? minValue : (int)(minValue + (long)Below((ulong)((long)maxValue - minValue)));
    }

    public override long NextInt64() => NextInt64(long.MaxValue);

    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return maxValue == 0 ? 0 : (long)Below((ulong)maxValue);
    }

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue == maxValue ? minValue : unchecked(minValue + (long)Below((ulong)maxValue - (ulong)minValue));
    }

    public override double NextDouble() => (Bits() >> 11) * (1.0 / (1UL << 53));

    public override float NextSingle() => (Bits() >> 40) * (1.0f / (1U << 24));

    protected override double Sample() => NextDouble();

    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    public override void NextBytes(Span<byte> buffer)
    {
        while (buffer.Length >= sizeof(ulong))
        {
            MemoryMarshal.Write(buffer, Bits());
            buffer = buffer[sizeof(ulong)..];
        }

        var last = Bits();
        for (var i = 0; i < buffer.Length; i++) buffer[i] = (byte)(last >> (8 * i));
    }

    /// <summary>Uniform below the limit, without bias: Lemire's multiply and reject (2019).</summary>
    private ulong Below(ulong limit)
    {
        var high = Math.BigMul(Bits(), limit, out var low);
        if (low >= limit) return high;
        var threshold = unchecked(0UL - limit) % limit;
        while (low < threshold) high = Math.BigMul(Bits(), limit, out low);
        return high;
    }

    private ulong Bits()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            var t = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= t;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
