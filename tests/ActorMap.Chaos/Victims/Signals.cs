using System.Runtime.InteropServices;

namespace ActorMap.Chaos.Victims;

/// <summary>Signals to one process, by its id.</summary>
internal static partial class Signals
{
    public const int Kill = 9, Term = 15, Cont = 18, Stop = 19;

    /// <returns>False where it is gone.</returns>
    public static bool Send(int pid, int signal) => kill(pid, signal) == 0;

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
