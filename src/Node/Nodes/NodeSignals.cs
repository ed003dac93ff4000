using System.Runtime.InteropServices;
using ActorMap.Cluster.Processes;
using ActorMap.Memory;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Nodes;

/// <summary>Ctrl+C, SIGTERM and SIGHUP of a node: the first lets it leave in order, the second ends the process where it is, as does Ctrl+\. A function's file that grows too large is its item's failure.</summary>
internal sealed class NodeSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _registrations;

    internal NodeSignals()
    {
        FileLimit.Outlive();
        _registrations = EndingSignals.Register(Receive);
    }

    /// <summary>Cancelled by the first signal.</summary>
    internal CancellationToken Token => _stop.Token;

    /// <summary>The exit code of whoever was cut short by the first signal.</summary>
    internal int Code { get; private set; }

    /// <summary>Completes with the first signal.</summary>
    internal Task Told => _told.Task;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void Receive(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        if (!_told.TrySetResult() || code == ExitCode.Quit)
        {
            HardExit.Now(code);
            return;
        }

        Code = code;

        // Whoever listens to the token may take long, and the next signal must be heard.
        _ = _stop.CancelAsync();
    }
}
