using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ActorMap.Memory;

namespace ActorMap.State;

/// <summary>
/// For arrays of numbers, and of structs of nothing else. Long ones are copied by several threads: nearly all of the time goes to the system's handing out
/// the memory page by page, and pages can be had by several at once.
/// </summary>
internal sealed class VectorCopier(Type element) : Copier
{
    // Below this, threads take longer to begin than the copy takes.
    private const long Long = 16 << 20;
    private const int Piece = 4 << 20;

    private readonly int _size = RuntimeHelpers.SizeOf(element.TypeHandle);

    internal override bool HasContent => false;

    /// <summary>Whether all values of the type are plain bits, with no reference among them.</summary>
    internal static bool Takes(Type element) =>
        element.IsPrimitive || element.IsEnum || (element.IsValueType && !element.IsGenericTypeDefinition && Fields.Of(element).All(field => Takes(field.FieldType)));

    internal override object Begin(object original, CopyRun run)
    {
        if (run.IsLending) return original;
        var array = (Array)original;
        var bytes = array.LongLength * _size;
        if (bytes < Long) return array.Clone();
        var copy = Array.CreateInstanceFromArrayType(array.GetType(), array.Length);
        LargePages.Ask(copy, bytes);
        Parallel.For(0, (int)((bytes + Piece - 1) / Piece), i =>
        {
            var start = (long)i * Piece;
            Bytes(array, start, bytes).CopyTo(Bytes(copy, start, bytes));
        });
        return copy;
    }

    private static Span<byte> Bytes(Array array, long start, long end) =>
        MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(array), (nint)start), (int)Math.Min(Piece, end - start));
}
