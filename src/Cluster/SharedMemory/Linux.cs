using System.Runtime.InteropServices;
using ActorMap.Memory;
using Microsoft.Win32.SafeHandles;

namespace ActorMap.Cluster.SharedMemory;

/// <summary>What Linux does with memory that has no name: it is there for as long as a process has it, and not a moment longer.</summary>
internal static unsafe partial class Linux
{
    /// <summary>Whether processes of the same user may open what this one has open. Those of a program with privileges of its own may not.</summary>
    public static bool IsOpenToChildren
    {
        get
        {
            const int getDumpable = 3;
            return prctl(getDumpable, 0, 0, 0, 0) == 1;
        }
    }

    /// <summary>A file of memory that can't be made shorter: who has mapped it never finds it gone. Null where there is none.</summary>
    public static SafeFileHandle? CreateMemory(long length)
    {
        const uint closeOnExec = 1, allowSealing = 2;
        const int addSeals = 1033, noMoreSeals = 1, noShrinking = 2;
        var descriptor = memfd_create("actormap", closeOnExec | allowSealing);
        if (descriptor < 0) return null;
        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        if (TryLengthen(file, length) && fcntl(descriptor, addSeals, noMoreSeals | noShrinking) == 0) return file;
        file.Dispose();
        return null;
    }

    /// <summary>A file of memory has this length from now on; false where it can't. The limit is asked before: who only tries is sent a signal that ends a program of the library's user.</summary>
    public static bool TryLengthen(SafeFileHandle file, long length)
    {
        if (length > FileLimit.Bytes) return false;
        try
        {
            RandomAccess.SetLength(file, length);
            return true;
        }
        catch (Exception error) when (error is IOException or ArgumentOutOfRangeException)
        {
            // The last is what .NET says of EFBIG.
            return false;
        }
    }

    /// <summary>The machine gets these pages of a file of memory back; who reads them reads zeros.</summary>
    public static void Empty(SafeFileHandle file, long offset, long length)
    {
        const int keepSize = 1, punchHole = 2;
        _ = fallocate(file, keepSize | punchHole, offset, length);
    }

    /// <summary>This process does not need these pages any more: it has them again as soon as it looks.</summary>
    public static void LetGo(byte* start, nuint length)
    {
        const int dontNeed = 4;
        _ = madvise(start, length, dontNeed);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int memfd_create(string name, uint flags);

    [LibraryImport("libc")]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc")]
    private static partial int fallocate(SafeFileHandle file, int mode, long offset, long length);

    [LibraryImport("libc")]
    private static partial int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc")]
    private static partial int madvise(byte* start, nuint length, int advice);
}
