using System.Globalization;
using ActorMap.Cluster.Nodes;

namespace ActorMap.Cluster.Processes;

/// <summary>The life of a worker process, around its node.</summary>
internal static class WorkerMain
{
    /// <summary>Runs the node until it is told to stop, then ends the process; it does not return.</summary>
    /// <param name="start">Starts the node; cancelled where the process is told to stop meanwhile.</param>
    public static void Run(Func<WorkerArguments, CancellationToken, Task<IWorkerNode>> start)
    {
        // On the main thread, which stays until the end.
        Libc.DieWithParent();
        var streams = ProtocolStreams.Take();
        if (streams.ReadLine() is not { } line || WorkerProtocol.Arguments(line) is not { } arguments)
        {
            Console.Error.WriteLine("This is the worker process of ActorMap; it is started by ClusterPool.StartProcessesAsync, not by hand.");
            HardExit.Now(WorkerExitCode.Misused);
            return;
        }

        UsedUp.EndsThisProcess();
        using var stop = new CancellationTokenSource();
        using var signals = new WorkerSignals(Stop);
        ParentWatch.Start(streams, Stop);
        HardExit.Now(ServeAsync(arguments, streams, start, stop.Token).GetAwaiter().GetResult());

        void Stop()
        {
            if (stop.IsCancellationRequested) return;
            HardExit.After(arguments.StopGrace, WorkerExitCode.StoppedLate);
            // Whoever listens to the token may take long, and this thread must hear when the parent is gone.
            _ = stop.CancelAsync();
        }
    }

    private static async Task<int> ServeAsync(
        WorkerArguments arguments, ProtocolStreams streams, Func<WorkerArguments, CancellationToken, Task<IWorkerNode>> start, CancellationToken stop)
    {
        IWorkerNode node;
        try
        {
            node = await start(arguments, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return WorkerExitCode.Stopped;
        }
        catch (Exception error)
        {
            // Whatever it is, the parent shall know it.
            Console.Error.WriteLine(error);
            streams.Answer(new WorkerAnswer(Environment.ProcessId, null, $"{error.GetType().Name}: {error.Message}"));
            return WorkerExitCode.Failed;
        }

        streams.Answer(new WorkerAnswer(Environment.ProcessId, node.Address, null) { SharesMemory = node.SharesMemory });
        return await EndAsync(node, stop).ConfigureAwait(false);
    }

    private static async Task<int> EndAsync(IWorkerNode node, CancellationToken stop)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.Register(told.SetResult);
        try
        {
            var ended = await Task.WhenAny(node.Ended, told.Task).ConfigureAwait(false) == node.Ended;
            var code = ended ? await node.Ended.ConfigureAwait(false) : WorkerExitCode.Stopped;
            await node.DisposeAsync().ConfigureAwait(false);
            return code;
        }
        catch (Exception error)
        {
            // A node that fails at its end must not keep the process.
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The node did not stop cleanly: {error}"));
            return WorkerExitCode.Failed;
        }
    }
}
