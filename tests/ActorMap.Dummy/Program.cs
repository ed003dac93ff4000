using ActorMap.Cluster.Processes;

namespace ActorMap.Dummy;

/// <summary>Plays a part of a real process: <c>worker</c>, <c>node</c>, <c>client</c>, <c>chatty</c>, <c>silent</c>, <c>crash</c>, <c>pool</c> or <c>parent FILE ARGUMENT…</c>.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["worker"]:
                WorkerMain.Run(DummyNode.StartAsync);
                return 0;
            case ["node"]:
                WorkerMain.Run(ClusterMember.StartAsync);
                return 0;
            case ["client"]:
                WorkerMain.Run(ClusterClient.StartAsync);
                return 0;
            case ["chatty"]:
                // As a startup hook or a profiler would, before the streams are taken; the last line has no end.
                await Console.Out.WriteAsync("actormap-worker {}\nactormap-worker nonsense\n{\"Pid\":1}\n" + new string('x', 200_000)).ConfigureAwait(false);
                await Console.Out.FlushAsync().ConfigureAwait(false);
                WorkerMain.Run(DummyNode.StartAsync);
                return 0;
            case ["silent"]:
                await Console.Error.WriteLineAsync("I never get ready").ConfigureAwait(false);
                await Task.Delay(Timeout.Infinite).ConfigureAwait(false);
                return 0;
            case ["crash"]:
                await Console.Error.WriteLineAsync("I can't find my configuration").ConfigureAwait(false);
                return 42;
            case ["pool"]:
                return await PoolAsync().ConfigureAwait(false);
            case ["parent", var settings, .. var commandLine]:
                return await ParentAsync(settings, commandLine).ConfigureAwait(false);
            default:
                await Console.Error.WriteLineAsync("unknown part").ConfigureAwait(false);
                return 2;
        }
    }

    private static async Task<int> ParentAsync(string settings, string[] commandLine)
    {
        var command = new WorkerCommand(new WorkerArguments("child", settings)) { CommandLine = commandLine };
        await using var worker = await WorkerProcess.StartAsync(command, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        Console.WriteLine(worker.Pid);
        return (await worker.Exited.ConfigureAwait(false)).Code;
    }

    /// <summary>A large item, a large state and a large result.</summary>
    private static async Task<int> PoolAsync()
    {
        var state = new byte[17_000_000];
        await using var pool = await ClusterPool.StartProcessesAsync(new ProcessOptions { Processes = 1 }).ConfigureAwait(false);
        byte[][] results = await pool.Map((byte[] item) => new byte[item.Length + state.Length], [new byte[17_000_000]]);
        Console.WriteLine(results[0].Length);
        return 0;
    }
}
