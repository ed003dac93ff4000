using System.Diagnostics;

namespace ActorMap.Cluster.Processes;

/// <summary>The end of a process that user code can't hold up: neither by a thread, nor by an exit handler, nor by a full thread pool.</summary>
internal static class HardExit
{
    // Exit handlers of user code get this long; long enough to flush a file, short enough that nobody wonders whether it hangs.
    private static readonly TimeSpan HandlersMayTake = TimeSpan.FromSeconds(2);

    /// <summary>Where the process says with which code it ends by itself, before it does: a function that ends it may take any code. Null where nobody would read it.</summary>
    public static Action<int>? Say { get; set; }

    /// <summary>Ends the process: handlers run, but not for long.</summary>
    public static void Now(int code)
    {
        After(HandlersMayTake + LivingWorkers.MayTake, code);
        Say?.Invoke(code);
        Environment.Exit(code);
    }

    /// <summary>Ends the process at the deadline, if it still runs then.</summary>
    public static void After(TimeSpan deadline, int code) => new Thread(() => End(deadline, code)) { IsBackground = true, Name = "actormap-exit" }.Start();

    private static void End(TimeSpan deadline, int code)
    {
        using (var never = new ManualResetEvent(initialState: false))
            never.WaitOne(deadline);
        Say?.Invoke(code);
        if (!OperatingSystem.IsWindows()) Libc.EndNow(code);
        Process.GetCurrentProcess().Kill();
    }
}
