using System.Runtime.CompilerServices;

namespace ActorMap.Sources;

/// <summary>What an item takes in memory, near enough to bound how many are read ahead.</summary>
internal static class ItemSize
{
    private const int Header = 24;

    // An object whose content is not looked into: a few fields.
    private const int SomeObject = 64;

    /// <summary>Bytes of one item, with what it refers to where that is plain to see.</summary>
    public static long Estimate<T>(T item) => item switch
    {
        null => Unsafe.SizeOf<T>(),
        string text => Header + (2L * text.Length),
        byte[] bytes => Header + bytes.LongLength,
        Array { Rank: 1 } array => Header + (array.LongLength * ElementSize(array)),
        ReadOnlyMemory<byte> memory => Header + memory.Length,
        _ when !typeof(T).IsValueType => SomeObject,
        _ => Unsafe.SizeOf<T>(),
    };

    private static int ElementSize(Array array) => array.GetType().GetElementType() is { IsPrimitive: true } type
        ? Buffer.ByteLength(array) / Math.Max(1, array.Length)
        : IntPtr.Size + SomeObject;
}
