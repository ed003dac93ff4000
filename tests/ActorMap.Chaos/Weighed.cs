using System.Runtime.CompilerServices;

namespace ActorMap.Chaos;

/// <summary>A function whose every result has the sum of its whole state in it: an item that met another state, or a part of it, is seen. Some items take far longer.</summary>
public sealed class Weighed(long[] weights) : IMapFunction<int, long>
{
    private const int Passes = 50, LongPasses = 2_000, LongEvery = 501;

    private static readonly long[] State = [.. Enumerable.Range(0, 4_096).Select(i => (i * 2_654_435_761L) % 1_000_003)];
    private static readonly long Sum = State.Sum();

    public static Weighed Create() => new(State);

    internal static object Constant => State;

    public static long Expected(int item) => item + (PassesOf(item) * Sum);

    // A process that has just started is as quick as one that has run for long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Invoke(int item, MapContext context)
    {
        var sum = (long)item;
        for (var pass = PassesOf(item); pass > 0; pass--)
        {
            foreach (var weight in weights) sum += weight;
        }

        return sum;
    }

    private static int PassesOf(int item) => item % LongEvery == LongEvery - 1 ? LongPasses : Passes;
}
