using ActorMap.Cluster.Keeping;
using ActorMap.Cluster.Processes;
using ActorMap.Node.Shell;

namespace ActorMap.Node.Nodes;

/// <summary>A process of <c>actormap node --isolate</c>: this program again, a node of one worker with the same functions and permissions.</summary>
internal static class IsolatedWorker
{
    /// <summary>The word that makes the tool be one; it is no command of the user's.</summary>
    internal const string Word = "__isolated";

    // A program that starts takes a second of a core, and many start at once.
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    /// <summary>Does not return.</summary>
    internal static int Run()
    {
        WorkerMain.Run(StartAsync);
        return ExitCode.Defect;
    }

    /// <summary>How the processes of a node are started.</summary>
    /// <exception cref="PoolUnavailableException">This kind of program can't start any.</exception>
    internal static KeptCommand Command(NodeRequest request) =>
        new([.. WorkerHost.Find(Surroundings.Of(typeof(IsolatedWorker).Assembly)).CommandLine, Word], request.Words, StartTime + request.WaitTimeout);

    private static async Task<IWorkerNode> StartAsync(WorkerArguments arguments, CancellationToken cancellationToken)
    {
        var settings = KeptSettings.Parse(arguments.Settings);
        var request = NodeRequest.Parse(settings.Words);
        return await KeptNode.StartAsync(NodeCommand.Options(request, NodeCommand.Functions(request)), settings, cancellationToken);
    }
}
