using System.Runtime.InteropServices;

namespace ActorMap.Benchmarks.Counting;

/// <summary>
/// The processor time of the handlers of all actors of one name. Actors that are told something may run on the teller's thread, within its handler: what they take is
/// theirs, and not the teller's.
/// </summary>
internal sealed partial class ActorTime
{
    private const int ThreadClock = 3;

    [ThreadStatic]
    private static Stack<(object Mailbox, ActorTime Time)>? _running;

    [ThreadStatic]
    private static long _since;

    private long _nanoseconds;

    public double Seconds => Volatile.Read(ref _nanoseconds) / 1e9;

    public void Begin(object mailbox)
    {
        var running = _running ??= new();
        Charge(running);
        running.Push((mailbox, this));
    }

    /// <summary>The mailbox is asked for the next message: whatever it gave out last is handled.</summary>
    public static void End(object mailbox)
    {
        if (_running is not { Count: > 0 } running || !ReferenceEquals(running.Peek().Mailbox, mailbox)) return;
        Charge(running);
        running.Pop();
    }

    private static void Charge(Stack<(object Mailbox, ActorTime Time)> running)
    {
        var now = Now();
        if (running.TryPeek(out var top)) Interlocked.Add(ref top.Time._nanoseconds, now - _since);
        _since = now;
    }

    private static long Now() => ReadClock(ThreadClock, out var time) == 0 ? (time.Seconds * 1_000_000_000L) + time.Nanoseconds : 0;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Moment time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
