using System.Numerics;

namespace ActorMap.Node.Timing;

/// <summary>How often which time was taken, to within 3 %: sixteen steps between a time and its double, whatever the number of items.</summary>
internal sealed class Histogram
{
    private const int Steps = 16;
    private const int StepBits = 4;

    private readonly long[] _counts = new long[(64 - StepBits) * Steps];
    private long _count;
    private long _longest;

    /// <param name="nanoseconds">The time.</param>
    /// <param name="times">How many took it.</param>
    internal void Add(long nanoseconds, long times = 1)
    {
        nanoseconds = Math.Max(0, nanoseconds);
        _counts[Step(nanoseconds)] += times;
        _count += times;
        if (nanoseconds > _longest) _longest = nanoseconds;
    }

    /// <summary>In nanoseconds.</summary>
    internal long Longest => _longest;

    /// <summary>The nanoseconds that such a share of all took at most; 0 where there are none.</summary>
    internal long Quantile(double share)
    {
        if (_count == 0) return 0;
        var rank = Math.Max(1, (long)Math.Ceiling(share * _count));
        var step = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[step]) step++;
        return Math.Min(Middle(step), _longest);
    }

    private static int Step(long value)
    {
        if (value < Steps) return (int)value;
        var exponent = BitOperations.Log2((ulong)value) - StepBits;
        return ((exponent + 1) * Steps) + (int)(value >> exponent) - Steps;
    }

    private static long Middle(int step)
    {
        if (step < Steps) return step;
        var exponent = (step / Steps) - 1;
        return ((long)(Steps + (step % Steps)) << exponent) + ((1L << exponent) / 2);
    }
}
