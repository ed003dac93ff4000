using System.Runtime.InteropServices;
using ActorMap.Memory;
using ActorMap.Node.Input;
using ActorMap.Node.Watch;

namespace ActorMap.Node.Running;

/// <summary>
/// Ctrl+C, SIGTERM and SIGHUP. The first ends the input: what was taken from it is finished and written. The second ends the process
/// where it is, as does Ctrl+\. Before there is anything to finish, the first does too.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // Containers are killed 10 s after SIGTERM, and who has closed a terminal waits for nothing: what is not done by then is better left undone by us, with the output flushed.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    // timeout sends its signal to what it has started, and then to all of the group: that is one.
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _cut = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private RecordFeed? _feed;
    private Notices? _notices;
    private ITimer? _grace;
    private long _first;

    internal StopSignals(TimeProvider time)
    {
        _time = time;
        FileLimit.Outlive();
        _registrations = Shell.EndingSignals.Register(Receive);
    }

    /// <summary>The code to exit with; null while nobody asked to stop.</summary>
    internal int? ExitCode { get; private set; }

    /// <summary>Cancelled when the grace of SIGTERM or SIGHUP is over.</summary>
    internal CancellationToken Token => _cut.Token;

    internal void Attach(RecordFeed feed, Notices notices)
    {
        lock (_lock) (_feed, _notices) = (feed, notices);
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _grace?.Dispose();
        _cut.Dispose();
    }

    private static void End(int code)
    {
        Shell.Screen.Hide();
        ExitWatch.Exit(code);
    }

    private void Receive(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        lock (_lock)
        {
            if (ExitCode == code && code == Shell.ExitCode.Terminated && _time.GetElapsedTime(_first) < Echo) return;
            if (_feed is null || ExitCode is not null || code == Shell.ExitCode.Quit) End(code);
            (ExitCode, _first) = (code, _time.GetTimestamp());
        }

        _notices!.Note(code == Shell.ExitCode.Interrupted
            ? "stopping: what is running is finished and written. Ctrl+C again stops at once."
            : $"stopping: what is running has {Grace.TotalSeconds:0} s to finish.");
        _feed!.Stop();
        if (code != Shell.ExitCode.Interrupted) _grace = _time.CreateTimer(_ => _cut.Cancel(), null, Grace, Timeout.InfiniteTimeSpan);
    }
}
