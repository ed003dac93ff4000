using System.Runtime.InteropServices;

namespace ActorMap.Memory;

/// <summary>How large a file of this process may become (<c>ulimit -f</c>); memory that has a handle like a file counts. Whoever goes beyond is sent a signal, which ends a process that has not said otherwise.</summary>
internal static partial class FileLimit
{
    private const int FileTooLarge = 25;

    /// <summary>In bytes. It is asked each time, as others may change it.</summary>
    internal static unsafe long Bytes
    {
        get
        {
            const int fileSize = 1;
            if (!OperatingSystem.IsLinux()) return long.MaxValue;
            var limits = stackalloc ulong[2];
            return getrlimit(fileSize, limits) == 0 ? (long)Math.Min(limits[0], long.MaxValue) : long.MaxValue;
        }
    }

    /// <summary>While this is kept, a file that reaches its limit is a write that fails, and no death without a word. Null where the system has no such signal.</summary>
    internal static PosixSignalRegistration? Outlive() =>
        OperatingSystem.IsLinux() ? PosixSignalRegistration.Create((PosixSignal)FileTooLarge, context => context.Cancel = true) : null;

    [LibraryImport("libc")]
    private static unsafe partial int getrlimit(int which, ulong* limits);
}
