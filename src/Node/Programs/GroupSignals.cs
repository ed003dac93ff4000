using System.Runtime.InteropServices;

namespace ActorMap.Node.Programs;

/// <summary>
/// SIGTERM and SIGQUIT that are sent to all that runs together, as <c>timeout</c>, a service manager and Ctrl+\ send them: they reach a command as well as this process, where they mean that
/// what runs is to be finished, or that all of it ends.
/// </summary>
internal static class GroupSignals
{
    // Both are sent at one time; which of the two hears of it first is the system's.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private static readonly TaskCompletionSource Term = new(TaskCreationOptions.RunContinuationsAsynchronously), Quit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Kept, or they would be collected.
    private static readonly PosixSignalRegistration[] Registrations = [Note(PosixSignal.SIGTERM, Term), Note(PosixSignal.SIGQUIT, Quit)];

    /// <summary>Whether one has come here.</summary>
    internal static bool HaveCome => Registrations.Length > 0 && (Term.Task.IsCompleted || Quit.Task.IsCompleted);

    /// <summary>Whether one has, or is about to, where a command has died of it.</summary>
    /// <param name="signal">What the command died of; null where it ended by itself.</param>
    internal static async ValueTask<bool> ComeAsync(int? signal)
    {
        if (HaveCome) return true;
        if (signal is not (15 or 3)) return false;
        var came = signal == 15 ? Term.Task : Quit.Task;
        return await Task.WhenAny(came, Task.Delay(Moment, TimeProvider.System)) == came;
    }

    private static PosixSignalRegistration Note(PosixSignal signal, TaskCompletionSource came) => PosixSignalRegistration.Create(signal, _ => came.TrySetResult());
}
