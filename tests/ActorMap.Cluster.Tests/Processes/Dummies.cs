using ActorMap.Cluster.Processes;
using Xunit;

namespace ActorMap.Cluster.Tests.Processes;

/// <summary>Real worker processes without a node.</summary>
internal static class Dummies
{
    /// <summary>Long enough for any machine; a spec that is right does not come near it.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    /// <summary>As a program starts its workers, but with the dummy's dll in place of the library's.</summary>
    public static IReadOnlyList<string> CommandLine(params string[] part) =>
        [.. WorkerHost.Find(Surroundings.Of(typeof(Dummy.DummyNode).Assembly)).CommandLine, .. part];

    public static WorkerCommand Worker(string settings, TextWriter? relay = null, string part = "worker") =>
        new(new WorkerArguments("w1", settings)) { CommandLine = CommandLine(part), Relay = relay ?? TextWriter.Null, StartTimeout = Deadline };

    public static Task<WorkerProcess> StartAsync(string settings, TextWriter? relay = null, string part = "worker") =>
        WorkerProcess.StartAsync(Worker(settings, relay, part), TimeProvider.System, CancellationToken.None);

    public static async Task<string> RefusalAsync(WorkerCommand command, TimeProvider? time = null) =>
        (await Assert.ThrowsAsync<PoolUnavailableException>(() => WorkerProcess.StartAsync(command, time ?? TimeProvider.System, CancellationToken.None).WaitAsync(Deadline))).Message;
}
