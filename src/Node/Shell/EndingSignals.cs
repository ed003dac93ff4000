using System.Runtime.InteropServices;

namespace ActorMap.Node.Shell;

/// <summary>The signals by which a command is asked to end: Ctrl+C, SIGTERM, SIGHUP of a terminal that was closed or a connection that was lost, and at once by Ctrl+\ (SIGQUIT).</summary>
internal static partial class EndingSignals
{
    private const int HangUp = 1;
    private const nint Ignore = 1;

    // Asked before the first registration: what the runtime sets by then could not be put back by the same call.
    private static readonly bool s_outlivesTerminal = OutlivesTerminal();

    /// <param name="receive">Is told each signal and the exit code that stands for it.</param>
    internal static PosixSignalRegistration[] Register(Action<PosixSignalContext, int> receive) =>
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => receive(context, ExitCode.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => receive(context, ExitCode.Terminated)),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => receive(context, ExitCode.Quit)),
        .. s_outlivesTerminal ? Array.Empty<PosixSignalRegistration>() : [PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => receive(context, ExitCode.HungUp))],
    ];

    /// <summary>Whether whoever started the tool wants it to go on without its terminal (<c>nohup</c>). What a signal does is told only to who sets something else.</summary>
    private static bool OutlivesTerminal()
    {
        if (OperatingSystem.IsWindows()) return false;
        var before = Set(HangUp, Ignore);
        if (before != Ignore) _ = Set(HangUp, before);
        return before == Ignore;
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Set(int signal, nint action);
}
