using System.Diagnostics;
using ActorMap.Cluster.Links;

namespace ActorMap.Cluster.Processes;

/// <summary>Starts a process and waits for its end, on one thread.</summary>
/// <remarks>Linux kills a child that asked for it when the <i>thread</i> that started it ends, so that thread must live as long as the child: no pool's thread will do.</remarks>
internal static class ChildThread
{
    private const int SmallStack = 256 * 1024;

    /// <summary>Completes when the process runs.</summary>
    /// <param name="process">What to start.</param>
    /// <param name="exited">Is set when the process has ended.</param>
    public static Task StartAsync(Process process, TaskCompletionSource<WorkerExit> exited)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(process, started, exited), SmallStack) { IsBackground = true, Name = "actormap-child" }.Start();
        return started.Task;
    }

    private static void Run(Process process, TaskCompletionSource started, TaskCompletionSource<WorkerExit> exited)
    {
        try
        {
            process.Start();
            started.SetResult();
        }
        catch (Exception error)
        {
            // It is the caller's to tell.
            started.SetException(error);
            return;
        }

        process.WaitForExit();
        exited.SetResult(WorkerExit.Of(process.ExitCode));
    }
}
