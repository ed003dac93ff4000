using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorMap.Memory;

/// <summary>
/// Asks the system to back long arrays with large pages where it has some. A page of 4 KiB costs an entry into the system when it is first touched, which takes longer than to copy it:
/// docs/decisions/0029-large-pages.md.
/// </summary>
internal static partial class LargePages
{
    internal const int PageSize = 2 << 20;
    private const int UseThem = 14;

    // At its ends an array has small pages; of a shorter one they would be most.
    private const long Least = 2 * PageSize;

    /// <summary>An array whose elements are yet to be written.</summary>
    internal static T[] Allocate<T>(int length)
    {
        var array = GC.AllocateUninitializedArray<T>(length);
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>()) Ask(array, (long)length * Unsafe.SizeOf<T>());
        return array;
    }

    /// <summary>It is to be asked before the array is touched. Without effect where the system has none, or where the collector moves the array.</summary>
    /// <returns>Whether the system has taken note.</returns>
    internal static unsafe bool Ask(Array array, long bytes)
    {
        if (bytes < Least) return false;
        fixed (byte* data = &MemoryMarshal.GetArrayDataReference(array)) return Ask(data, bytes);
    }

    /// <summary>Of memory that no array is in.</summary>
    internal static unsafe bool Ask(byte* data, long bytes)
    {
        if (bytes < Least || !OperatingSystem.IsLinux()) return false;
        var start = ((nint)data + PageSize - 1) & -PageSize;
        var end = (nint)(data + bytes) & -PageSize;
        return madvise(start, (nuint)(end - start), UseThem) == 0;
    }

    [LibraryImport("libc")]
    private static partial int madvise(nint address, nuint length, int advice);
}
