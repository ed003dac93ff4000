using System.Runtime.InteropServices;

namespace ActorMap.Memory;

/// <summary>How large a file of this process may become (<c>ulimit -f</c>); memory that has a handle like a file counts. Whoever goes beyond is sent a signal, which ends a process that has not said otherwise.</summary>
internal static partial class FileLimit
{
    private const int FileTooLarge = 25;

    private static PosixSignalRegistration? s_outlived;

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

    /// <summary>From now on a file that reaches its limit is a write that fails, and no death without a word. To the end: the signal is heard after the write has failed.</summary>
    internal static void Outlive()
    {
        if (OperatingSystem.IsLinux()) s_outlived ??= PosixSignalRegistration.Create((PosixSignal)FileTooLarge, context => context.Cancel = true);
    }

    [LibraryImport("libc")]
    private static unsafe partial int getrlimit(int which, ulong* limits);
}
