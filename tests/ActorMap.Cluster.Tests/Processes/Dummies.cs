using System.Diagnostics;
using ActorMap.Cluster.Links;
using ActorMap.Cluster.Processes;
using ActorMap.Tests.Shared;
using Xunit;

namespace ActorMap.Cluster.Tests.Processes;

/// <summary>Real worker processes without a node.</summary>
internal static class Dummies
{
    public static readonly TimeSpan Deadline = Patience.Long;

    /// <summary>As a program starts its workers, but with the dummy's dll in place of the library's.</summary>
    public static IReadOnlyList<string> CommandLine(params string[] part) =>
        [.. WorkerHost.Find(Surroundings.Of(typeof(Dummy.DummyNode).Assembly)).CommandLine, .. part];

    public static WorkerCommand Worker(string settings, TextWriter? relay = null, string part = "worker") =>
        new(new WorkerArguments("w1", settings) { StopGrace = Deadline }) { CommandLine = CommandLine(part), Relay = relay ?? TextWriter.Null, StartTimeout = Deadline };

    public static Task<WorkerProcess> StartAsync(string settings, TextWriter? relay = null, string part = "worker") =>
        WorkerProcess.StartAsync(Worker(settings, relay, part), TimeProvider.System, CancellationToken.None);

    /// <summary>
    /// A worker process by hand, its three streams the caller's. It asks to be killed with the thread that started it, so that thread must not be a pool's, which may end
    /// while a spec awaits.
    /// </summary>
    public static async Task<(Process Process, Task<WorkerExit> Exited)> LaunchAsync(string[] commandLine)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(commandLine[0], commandLine[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        var exited = new TaskCompletionSource<WorkerExit>(TaskCreationOptions.RunContinuationsAsynchronously);
        await ChildThread.StartAsync(process, exited);
        return (process, exited.Task);
    }

    public static async Task<string> RefusalAsync(WorkerCommand command, TimeProvider? time = null) =>
        (await Assert.ThrowsAsync<PoolUnavailableException>(() => WorkerProcess.StartAsync(command, time ?? TimeProvider.System, CancellationToken.None).WaitAsync(Deadline))).Message;
}
