using System.Runtime.InteropServices;

namespace ActorMap.Cluster.Processes;

/// <summary>The system calls that .NET has no names for.</summary>
internal static partial class Libc
{
    /// <summary>Asks Linux to kill this process when the thread that started it ends; only the thread that calls counts, and it must stay.</summary>
    public static void DieWithParent()
    {
        const int setParentDeathSignal = 1, sigkill = 9;
        // Belt and braces: where it fails, the end of stdin still tells.
        if (OperatingSystem.IsLinux()) _ = prctl(setParentDeathSignal, sigkill, 0, 0, 0);
    }

    /// <summary>A second name for the descriptor, which programs that this one starts do not inherit; -1 where there is none.</summary>
    public static int Duplicate(int descriptor)
    {
        const int setDescriptorFlags = 2, closeOnExec = 1;
        var copy = dup(descriptor);
        // fcntl is variadic, which Apple's arm64 passes otherwise; there a grandchild holds the descriptor, and nothing waits for its end.
        if (copy >= 0 && OperatingSystem.IsLinux()) _ = fcntl(copy, setDescriptorFlags, closeOnExec);
        return copy;
    }

    /// <summary>Makes <paramref name="name"/> another name for the descriptor.</summary>
    public static bool Redirect(int descriptor, int name) => dup2(descriptor, name) >= 0;

    /// <summary>Ends the process here and now: no handler, finalizer or thread is asked.</summary>
    public static void EndNow(int code) => _exit(code);

    [LibraryImport("libc")]
    private static partial int prctl(int option, nuint signal, nuint unused3, nuint unused4, nuint unused5);

    [LibraryImport("libc")]
    private static partial int dup(int descriptor);

    [LibraryImport("libc")]
    private static partial int dup2(int descriptor, int name);

    [LibraryImport("libc")]
    private static partial int fcntl(int descriptor, int command, int flags);

    [LibraryImport("libc")]
    private static partial void _exit(int code);
}
