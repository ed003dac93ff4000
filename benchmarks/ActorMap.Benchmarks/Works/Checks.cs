namespace ActorMap.Benchmarks.Works;

/// <summary>What tells whether the results of a work are right: the same sum for each of its peers, or an exception.</summary>
internal static class Checks
{
    /// <summary>Of <c>(i + (i + 1)) * 100</c>: each result is looked at.</summary>
    /// <returns>How many there are.</returns>
    public static long Pairs(int[] results)
    {
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i] != ((2 * i) + 1) * 100) throw new InvalidDataException($"Item {i} has the result {results[i]}.");
        }

        return results.Length;
    }

    public static long Steps(long[] results)
    {
        var sum = 0L;
        for (var i = 0; i < results.Length; i++) sum += results[i] * (i + 1);
        return sum;
    }
}
