using System.Buffers.Binary;

namespace ActorMap.Benchmarks.Works;

/// <summary>Items and results of 1 MiB, of which a function looks at next to nothing: what the way costs.</summary>
internal static class LargeItems
{
    public const int Size = 1 << 20;
    private const int Page = 4096;

    /// <summary>A few bytes of each page say which item it is.</summary>
    public static byte[] Create(int number)
    {
        var item = new byte[Size];
        for (var at = 0; at < Size; at += Page) BinaryPrimitives.WriteInt32LittleEndian(item.AsSpan(at), number + at);
        return item;
    }

    public static long Sum(ReadOnlySpan<byte> item)
    {
        var sum = 0L;
        for (var at = 0; at < item.Length; at += Page) sum += BinaryPrimitives.ReadInt32LittleEndian(item[at..]);
        return sum;
    }

    /// <summary>Of the sums of the first so many items.</summary>
    /// <returns>How many there are.</returns>
    public static long CheckSums(long[] sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            if (sums[i] != SumOf(i)) throw new InvalidDataException($"Item {i} has the sum {sums[i]}, and {SumOf(i)} is right.");
        }

        return sums.Length;
    }

    /// <summary>Of the first so many items themselves.</summary>
    /// <returns>How many there are.</returns>
    public static long CheckItems(byte[][] items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Length != Size || Sum(items[i]) != SumOf(i)) throw new InvalidDataException($"Item {i} is not what it was made.");
        }

        return items.Length;
    }

    private static long SumOf(int number) => ((long)number * (Size / Page)) + ((long)(Size / Page) * ((Size / Page) - 1) / 2 * Page);
}
