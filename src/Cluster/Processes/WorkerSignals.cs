using System.Runtime.InteropServices;
using ActorMap.Memory;

namespace ActorMap.Cluster.Processes;

/// <summary>A worker's signals: a terminal's go to all processes in it, and what they mean is the parent's to decide. A function's file that grows too large is its item's failure.</summary>
internal sealed class WorkerSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <param name="stop">What to do when somebody asks just this process to end; it must return at once.</param>
    public WorkerSignals(Action stop)
    {
        FileLimit.Outlive();
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP])
            _registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = true));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop();
        }));
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());
}
